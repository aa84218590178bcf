import type { LineIndex } from "../../model/text";

/**
 * A line as its indentation and first characters tell, without parsing: while a key is being typed the text
 * is no YAML, and the tree knows nothing of the lines around.
 */
export type Line =
  | { readonly is: "blank"; readonly within: number | undefined }
  /** Goes on with a value that began above. */
  | { readonly is: "continuation"; readonly within: number }
  | { readonly is: "document-start" }
  | Row;

export interface Row {
  readonly is: "row";
  /** Columns of the dashes at the start of the line. */
  readonly dashes: readonly number[];
  readonly key: { readonly name: string; readonly column: number; readonly end: number } | undefined;
  /** Column where the value begins, and its text up to a comment. */
  readonly value: { readonly column: number; readonly text: string };
}

const ROW = /^([ \t]*)((?:-(?:[ \t]+|$))*)(.*)$/;
const KEY = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#[\]{}|>,&*!%@`](?:[^#]|(?<=\S)#)*?)[ \t]*:(?:[ \t]+|$)/;

/** Reads every line of a text. */
export function outlineOf(lines: LineIndex): readonly Line[] {
  const outline: Line[] = [];
  let open: OpenValue | undefined;
  for (let line = 0; line < lines.lineCount; line++) {
    const lineText = lines.lineText(line);
    const column = lineText.length - lineText.trimStart().length;
    const comment = lineText[column] === "#";
    if (lineText.trim() === "" || (comment && !open?.literal)) {
      outline.push({ is: "blank", within: open?.column });
      continue;
    }
    if (open && continues(open, column, lineText)) {
      outline.push({ is: "continuation", within: open.column });
      if (closes(open, lineText)) open = undefined;
      continue;
    }
    open = undefined;
    if (comment) {
      outline.push({ is: "blank", within: undefined });
      continue;
    }
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(lineText)) {
      outline.push({ is: "document-start" });
      continue;
    }
    const row = rowOf(lineText);
    outline.push(row);
    open = openValue(row);
  }
  return outline;
}

export function rowOf(lineText: string): Row {
  const [, indent = "", markers = "", rest = ""] = ROW.exec(lineText) ?? [];
  const dashes = [...markers.matchAll(/-/g)].map(({ index }) => indent.length + index);
  const column = indent.length + markers.length;
  const match = KEY.exec(rest);
  if (!match) return { is: "row", dashes, key: undefined, value: { column, text: withoutComment(rest) } };
  const name = match[1] ?? "";
  const value = { column: column + match[0].length, text: withoutComment(rest.slice(match[0].length)) };
  return { is: "row", dashes, key: { name: unquoted(name), column, end: column + name.length }, value };
}

/** A value that goes on below its line: block scalar, flow collection or quoted string. */
interface OpenValue {
  /** Column of the key or dash that it belongs to. */
  readonly column: number;
  /** In a block scalar, `#` starts no comment. */
  readonly literal: boolean;
  readonly closing: RegExp | undefined;
}

function openValue({ key, dashes, value }: Row): OpenValue | undefined {
  const column = key?.column ?? dashes.at(-1);
  const text = value.text.replace(/^(?:[&!]\S*\s+)+/, "");
  if (column === undefined) return undefined;
  if (/^[|>][-+0-9]*$/.test(text)) return { column, literal: true, closing: undefined };
  if (/^"(?:[^"\\]|\\.)*$/.test(text)) return { column, literal: false, closing: /"/ };
  if (/^'(?:[^']|'')*$/.test(text)) return { column, literal: false, closing: /'/ };
  const unclosed = /^[[{]/.test(text) && bracketDepth(text) > 0;
  return unclosed ? { column, literal: false, closing: /^\s*[\]}]|[\]}]\s*$/ } : undefined;
}

function continues(open: OpenValue, column: number, lineText: string): boolean {
  return column > open.column || (column === open.column && /^\s*[\]}]/.test(lineText) && !open.literal);
}

function closes(open: OpenValue, lineText: string): boolean {
  return open.closing?.test(lineText) === true;
}

function bracketDepth(text: string): number {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, "");
  return (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0);
}

function withoutComment(text: string): string {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(text);
  if (quoted) return quoted[0];
  const comment = /(?:^|\s)#/.exec(text);
  return (comment ? text.slice(0, comment.index) : text).trimEnd();
}

function unquoted(name: string): string {
  return /^["']/.test(name) ? name.slice(1, -1) : name;
}
