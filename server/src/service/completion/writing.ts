import type { ScalarValue } from "../../model/node";
import { resolvePlain } from "../../model/yaml/scalar";
import type { Option } from "../../schema/option";

/**
 * Lines of YAML to insert, indented as if the first one stood at column 0. `«text»` is a spot for the user
 * to fill in, `«a|b»` one with a choice. Spots with the same text are filled in together.
 */
export type Block = readonly string[];

const SPOT = /«([^»]*)»/g;

/** The key with what belongs behind it: a choice of values, or the required keys of a section. */
export function writeKey(option: Option, name = option.name): Block {
  const types = option.types;
  if (types.includes("array")) return [`${name}:`, ...indented(writeItem(option))];
  if (types.includes("object") && !types.includes("string")) {
    const required = requiredLines(option);
    return [`${name}:`, ...indented(required.length > 0 ? required : ["«»"])];
  }
  return [`${name}: ${choice(option)}`];
}

/** A first item of a list, with its dash. */
export function writeItem(list: Option): Block {
  const required = list.items ? requiredLines(list.items) : [];
  return asItem(required.length > 0 ? required : [(list.items && choice(list.items)) || "«»"]);
}

function requiredLines(section: Option): Block {
  return (section.schema.required ?? []).flatMap((name) => {
    const child = section.children.get(name);
    const lines = child ? writeKey(child) : [`${name}: `];
    return lines.length === 1 ? lines.map((line) => (line.endsWith(": ") ? `${line}«»` : line)) : lines;
  });
}

/** Puts a dash before lines. */
export function asItem(lines: Block): Block {
  return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

export function indented(lines: Block): Block {
  return lines.map((line) => `  ${line}`);
}

function choice(option: Option): string {
  const words = valueWords(option);
  return words.length > 1 ? `«${words.join("|")}»` : "";
}

/** The values of an option that has only a few, as they are written in YAML. */
export function valueWords(option: Option): readonly string[] {
  const { enum: values } = option.schema;
  if (values) return values.filter((value) => value !== "").map((value) => writeScalar(value, option));
  const boolean = option.types.every((type) => type === "boolean" || type === "null");
  return boolean && option.types.includes("boolean") ? ["true", "false"] : [];
}

/** A scalar as it is written in YAML, in quotes where YAML would make something else of it. */
export function writeScalar(value: ScalarValue, option: Option): string {
  if (typeof value !== "string" || !option.types.includes("string")) return String(value);
  const plain =
    typeof resolvePlain(value) === "string" && /^[\w/.<(][^#]*$/.test(value) && !/:(?:\s|$)/.test(value);
  return plain ? value : JSON.stringify(value);
}

export function hasSpots(text: string): boolean {
  return text.includes("«");
}

/** In the syntax of LSP snippets. */
export function asSnippet(text: string): string {
  const stops = new Map<string, number>();
  let count = 0;
  let at = 0;
  let out = "";
  for (const { 0: spot, 1: inside = "", index } of text.matchAll(SPOT)) {
    out += escaped(text.slice(at, index));
    at = index + spot.length;
    const known = stops.get(inside);
    if (known === undefined) {
      count++;
      if (inside !== "" && !inside.includes("|")) stops.set(inside, count);
    }
    out += known === undefined ? tabStop(count, inside) : `\${${known}}`;
  }
  return out + escaped(text.slice(at));
}

function tabStop(number: number, inside: string): string {
  if (inside === "") return `$${number}`;
  if (!inside.includes("|")) return `\${${number}:${escaped(inside)}}`;
  const words = inside.split("|").map((word) => escaped(word).replaceAll(",", "\\,"));
  return `\${${number}|${words.join(",")}|}`;
}

/** For editors without snippets: the text in each spot, or its first choice. */
export function asPlainText(text: string): string {
  return text.replace(SPOT, (_, inside: string) => inside.split("|", 1)[0] ?? "");
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
