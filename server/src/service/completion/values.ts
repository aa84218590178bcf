import type { CompletionItem } from "vscode-languageserver-types";
import { PARTITIONS } from "../../model/aws/partitions";
import type { Path } from "../../model/node";
import type { Range } from "../../model/text";
import type { Option } from "../../schema/option";
import { ITEM_KIND } from "./items";
import { valueWords, writeScalar } from "./writing";

/** Regions outside these partitions are not open to the public. */
const PUBLIC_PARTITIONS = ["aws", "aws-us-gov", "aws-cn"];

/**
 * Values that an option can take: its words, known names, examples.
 *
 * @param bare the word is in quotes already
 */
export function valuesOf(
  option: Option,
  path: Path,
  range: Range,
  bare: boolean,
  prefix: string,
): CompletionItem[] {
  const words = [...new Set([...valueWords(option), ...knownNames(option, path), ...examples(option)])];
  const initial = option.schema.default;
  return words.map((word, index) => {
    const text = bare ? word.replace(/^"(.*)"$/, "$1") : word;
    const isDefault = initial !== undefined && word.replace(/^"(.*)"$/, "$1") === String(initial);
    return {
      label: text,
      kind: option.schema.enum ? ITEM_KIND.enumMember : ITEM_KIND.value,
      ...(isDefault ? { detail: "default" } : {}),
      sortText: String(index).padStart(3, "0"),
      filterText: text,
      textEdit: { range, newText: prefix + text },
    };
  });
}

function knownNames(option: Option, path: Path): readonly string[] {
  if (option.name !== "region" || typeof path.at(-1) !== "string") return [];
  // the Agent builds the host of AWS STS for its proof, and cannot do so for China
  const partitions = path.includes("delegated_auth") ? PUBLIC_PARTITIONS.slice(0, 2) : PUBLIC_PARTITIONS;
  return PARTITIONS.filter(({ id }) => partitions.includes(id)).flatMap(({ regions }) => regions);
}

function examples(option: Option): readonly string[] {
  const values = [...(option.schema.examples ?? []), option.schema.default];
  return values.flatMap((value) => {
    const scalar = typeof value === "string" || typeof value === "number";
    return scalar && value !== "" ? [writeScalar(value, option)] : [];
  });
}
