import { type Node, type Path, resolve, type ScalarNode } from "../../model/node";
import type { Option } from "../../schema/option";
import type { JsonType } from "../../schema/schema-types";

const WANTED: Readonly<Record<JsonType, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a section with keys of its own",
  null: "nothing",
};

/** What an option takes, as it stands behind “takes”: “text or a list”. */
export function wantedOf(option: Option): string {
  const types = option.types.filter((type) => type !== "null");
  const items = option.items?.types;
  if (types.length === 1 && types[0] === "array" && items?.length === 1 && items[0] === "string")
    return "a list of texts";
  return types.map((type) => WANTED[type]).join(" or ");
}

/** What stands in the file instead, as it stands behind “this is”. Secrets are not shown. */
export function foundOf(node: Node, path: Path): string {
  const target = resolve(node);
  if (target?.kind === "map") return "a section";
  if (target?.kind === "seq") return "a list";
  if (target?.kind !== "scalar") return "nothing";
  const value = isSecretPath(path) ? "" : ` (${shown(target)})`;
  if (typeof target.value === "boolean") return `a boolean${value}`;
  if (typeof target.value === "number") return `a number${value}`;
  return target.text.trim() === "" ? "empty text" : `text${value}`;
}

const SECRET = /(?:pass(?:word|wd|phrase)?|_key|secret|token|connection_string|credential|community)/i;

/** True when the key says that its value must not be shown. */
export function isSecretPath(path: Path): boolean {
  return path.some((step) => typeof step === "string" && SECRET.test(step));
}

/** A value for a message: on one line, not too long, and without the credentials that a URL may hold. */
export function shown(scalar: ScalarNode): string {
  const line = scalar.text
    .replace(/\s+/g, " ")
    .replace(/:\/\/[^/@\s]*@/g, "://…@")
    .trim();
  return `\`${line.length > 40 ? `${line.slice(0, 39)}…` : line}\``;
}
