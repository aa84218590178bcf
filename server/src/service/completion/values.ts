import type { CompletionItem } from "vscode-languageserver-types";
import type { DocumentKind } from "../../documents/kinds";
import { PARTITIONS, regionName } from "../../model/aws/partitions";
import type { Path } from "../../model/node";
import type { Range } from "../../model/text";
import type { Option } from "../../schema/option";
import { SITES } from "../../schema/sites";
import { ITEM_KIND, SNIPPET } from "./items";
import { laterKnown } from "./variables";
import { asPlainText, asSnippet, hasSpots, valueWords, writeScalar } from "./writing";

/** Regions outside these partitions are not open to the public. */
const PUBLIC_PARTITIONS = ["aws", "aws-us-gov", "aws-cn"];

export interface Suggestion {
  readonly word: string;
  readonly detail?: string | undefined;
  /** What to insert instead of the word, with spots to fill in (`«…»`). */
  readonly lines?: string;
}

export interface ValueRequest {
  readonly kind: DocumentKind;
  readonly option: Option;
  readonly path: Path;
  readonly range: Range;
  /** The word stands in quotes already. */
  readonly quoted: boolean;
  /** Text to insert before the value. */
  readonly prefix: string;
  /** What stands before the cursor of the word. */
  readonly typed: string;
  readonly snippets: boolean;
}

/** Values that an option can take: its words, known names, examples, secrets and variables. */
export function valuesOf(request: ValueRequest): CompletionItem[] {
  const { option, path } = request;
  const meanings = option.schema["x-values"];
  const words = valueWords(option).map((word): Suggestion => ({ word, detail: meanings?.[bare(word)] }));
  const items = new Map<string, CompletionItem>();
  for (const suggestion of [
    ...words,
    ...knownNames(option, path),
    ...examples(option),
    ...laterKnown(request),
  ]) {
    const item = valueItem(suggestion, String(items.size).padStart(3, "0"), request);
    if (!items.has(item.label)) items.set(item.label, item);
  }
  return [...items.values()];
}

function valueItem(
  { word, detail, lines }: Suggestion,
  sortText: string,
  { option, range, quoted, prefix, snippets }: ValueRequest,
): CompletionItem {
  const initial = option.schema.default;
  const isDefault = initial !== undefined && bare(word) === String(initial);
  const notes = [detail, isDefault ? "default" : undefined].filter((note) => note !== undefined);
  const label = quoted || lines !== undefined ? bare(word) : word;
  const text = quoted ? bare(lines ?? word) : (lines ?? word);
  const snippet = snippets && hasSpots(text);
  return {
    label,
    kind: option.schema.enum ? ITEM_KIND.enumMember : ITEM_KIND.value,
    ...(notes.length > 0 ? { detail: notes.join(", ") } : {}),
    sortText,
    filterText: label,
    ...(snippet ? { insertTextFormat: SNIPPET } : {}),
    textEdit: { range, newText: prefix + (snippet ? asSnippet(text) : asPlainText(text)) },
  };
}

function bare(word: string): string {
  return word.replace(/^"(.*)"$/, "$1");
}

function knownNames(option: Option, path: Path): readonly Suggestion[] {
  if (typeof path.at(-1) !== "string") return [];
  if (option.name === "site") return SITES.map(({ domain, region }) => ({ word: domain, detail: region }));
  if (option.name !== "region") return [];
  // the Agent builds the host of AWS STS for its proof, and cannot do so for China
  const partitions = path.includes("delegated_auth") ? PUBLIC_PARTITIONS.slice(0, 2) : PUBLIC_PARTITIONS;
  return PARTITIONS.filter(({ id }) => partitions.includes(id)).flatMap(({ regions }) =>
    regions.map((word) => ({ word, detail: regionName(word) })),
  );
}

function examples(option: Option): readonly Suggestion[] {
  const values = [...(option.schema.examples ?? []), option.schema.default];
  return values.flatMap((value) => {
    const scalar = typeof value === "string" || typeof value === "number";
    return scalar && value !== "" ? [{ word: writeScalar(value, option) }] : [];
  });
}
