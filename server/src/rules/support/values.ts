import {
  type Entry,
  effectiveEntries,
  type MapNode,
  type Node,
  resolve,
  type ScalarNode,
} from "../../model/node";
import { yamlString } from "../../model/yaml/quote";
import type { Option } from "../../schema/option";
import type { Fix } from "../define";

/** True when the schema leaves the value of this option to the rule of that id. */
export function isCheckedBy(option: Option | undefined, rule: string): boolean {
  return option?.schema["x-checked-by"] === rule;
}

/** A value that was to be a text: its scalar, or what stands there instead. Undefined for null and broken aliases. */
export function textOrShape(value: Node): ScalarNode | "list" | "mapping" | undefined {
  const target = resolve(value);
  if (target?.kind === "seq") return "list";
  if (target?.kind === "map") return "mapping";
  return target?.value === null ? undefined : target;
}

/** Writes another text in place of a scalar, quoted where YAML would read something else out of it. */
export function replaceText(scalar: ScalarNode, text: string, safe = false, title?: string): Fix | undefined {
  if (scalar.style === "block") return undefined;
  const newText =
    scalar.style === "double" || scalar.style === "single" ? JSON.stringify(text) : yamlString(text);
  return { title: title ?? `Write \`${text}\``, edits: [{ span: scalar.span, newText }], safe };
}

/** The entry that counts for a reader that folds the case of keys, as that of datadog.yaml does. */
export function entryIgnoringCase(map: MapNode, name: string): Entry | undefined {
  return effectiveEntries(map).find((entry) => entry.name.toLowerCase() === name);
}
