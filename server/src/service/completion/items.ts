import type { CompletionItem, CompletionItemKind, InsertTextFormat } from "vscode-languageserver-types";
import type { Range } from "../../model/text";
import { asPlainText, asSnippet, type Block, hasSpots } from "./writing";

/** What the editor can do with completions. */
export interface CompletionFeatures {
  readonly snippets: boolean;
  /** It can be told to leave indentation alone (`insertTextMode: asIs`). */
  readonly asIs: boolean;
  /** It indents the further lines of an insertion like the line it is inserted in. */
  readonly adjustsIndent: boolean;
  readonly markdown: boolean;
}

export const ITEM_KIND = {
  value: 12,
  property: 10,
  module: 9,
  enumMember: 20,
  snippet: 15,
  reference: 18,
} as const satisfies Record<string, CompletionItemKind>;

export const SNIPPET: InsertTextFormat = 2;
const AS_IS = 1;
const DEPRECATED = 1;

/** Where the lines of a block come to stand. */
export interface Indentation {
  /** Column of the first line. */
  readonly column: number;
  /** Leading blanks of the line that it is inserted in. */
  readonly line: number;
}

export interface ItemParts {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  readonly deprecated?: boolean;
  /** Decides the order, and before the label. */
  readonly rank: string;
  readonly lines: Block;
}

/** An item that replaces `range` by a block. */
export function blockItem(
  parts: ItemParts,
  range: Range,
  indentation: Indentation,
  features: CompletionFeatures,
): CompletionItem {
  const { label, kind, detail, documentation, deprecated, rank } = parts;
  const snippet = features.snippets && parts.lines.some(hasSpots);
  const several = parts.lines.length > 1;
  const adjusts = !features.asIs && (features.adjustsIndent || snippet);
  const indent = " ".repeat(Math.max(0, indentation.column - (adjusts ? indentation.line : 0)));
  const text = parts.lines.join(`\n${indent}`);
  return {
    label,
    kind,
    ...(detail ? { detail } : {}),
    ...(documentation
      ? { documentation: features.markdown ? { kind: "markdown", value: documentation } : documentation }
      : {}),
    ...(deprecated ? { deprecated, tags: [DEPRECATED] } : {}),
    sortText: `${rank}${label}`,
    filterText: label,
    ...(snippet ? { insertTextFormat: SNIPPET } : {}),
    ...(several && features.asIs ? { insertTextMode: AS_IS } : {}),
    textEdit: { range, newText: snippet ? asSnippet(text) : asPlainText(text) },
  };
}
