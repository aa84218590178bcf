import type { CompletionItem } from "vscode-languageserver-types";
import { PARTITIONS } from "../../model/aws/partitions";
import type { Path } from "../../model/node";
import type { Range } from "../../model/text";
import type { Option } from "../../schema/option";
import { SITES } from "../../schema/sites";
import { ITEM_KIND } from "./items";
import { valueWords, writeScalar } from "./writing";

/** Regions outside these partitions are not open to the public. */
const PUBLIC_PARTITIONS = ["aws", "aws-us-gov", "aws-cn"];

interface Suggestion {
  readonly word: string;
  readonly detail?: string;
}

/**
 * Values that an option can take: its words, known names, examples.
 *
 * @param quoted the word stands in quotes already
 * @param prefix text to insert before the value
 */
export function valuesOf(
  option: Option,
  path: Path,
  range: Range,
  quoted: boolean,
  prefix: string,
): CompletionItem[] {
  const words = valueWords(option).map((word): Suggestion => ({ word }));
  const initial = option.schema.default;
  const items = new Map<string, CompletionItem>();
  for (const { word, detail } of [...words, ...knownNames(option, path), ...examples(option)]) {
    const bare = word.replace(/^"(.*)"$/, "$1");
    const text = quoted ? bare : word;
    const isDefault = initial !== undefined && bare === String(initial);
    const notes = [detail, isDefault ? "default" : undefined].filter((note) => note !== undefined);
    if (items.has(text)) continue;
    items.set(text, {
      label: text,
      kind: option.schema.enum ? ITEM_KIND.enumMember : ITEM_KIND.value,
      ...(notes.length > 0 ? { detail: notes.join(", ") } : {}),
      sortText: String(items.size).padStart(3, "0"),
      filterText: text,
      textEdit: { range, newText: prefix + text },
    });
  }
  return [...items.values()];
}

function knownNames(option: Option, path: Path): readonly Suggestion[] {
  if (typeof path.at(-1) !== "string") return [];
  if (option.name === "site") return SITES.map(({ domain, region }) => ({ word: domain, detail: region }));
  if (option.name !== "region") return [];
  // the Agent builds the host of AWS STS for its proof, and cannot do so for China
  const partitions = path.includes("delegated_auth") ? PUBLIC_PARTITIONS.slice(0, 2) : PUBLIC_PARTITIONS;
  return PARTITIONS.filter(({ id }) => partitions.includes(id)).flatMap(({ regions }) =>
    regions.map((word) => ({ word })),
  );
}

function examples(option: Option): readonly Suggestion[] {
  const values = [...(option.schema.examples ?? []), option.schema.default];
  return values.flatMap((value) => {
    const scalar = typeof value === "string" || typeof value === "number";
    return scalar && value !== "" ? [{ word: writeScalar(value, option) }] : [];
  });
}
