import { type Entry, entryOf, type Node, type ScalarNode, scalarOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import type { Span } from "../../model/text";

/** A setting of one value, as far as it can be known before the Agent runs. */
export interface Given {
  /** Undefined when the key is absent. */
  readonly entry: Entry | undefined;
  /** Undefined too when a map or a list stands there. */
  readonly scalar: ScalarNode | undefined;
  /** The value as text; undefined when it is absent, null, unknowable or no scalar. */
  readonly text: string | undefined;
  /** True for placeholders, secrets and templates. */
  readonly unknowable: boolean;
}

export const ABSENT: Given = { entry: undefined, scalar: undefined, text: undefined, unknowable: false };

/** The setting `name` of a map; absent when there is no such map. */
export function givenIn(map: Node | undefined, name: string): Given {
  const entry = entryOf(map, name);
  if (!entry) return ABSENT;
  const scalar = scalarOf(entry.value);
  const unknowable = scalar !== undefined && isUnknowable(scalar);
  const text = scalar && !unknowable && scalar.value !== null ? scalar.text : undefined;
  return { entry, scalar, text, unknowable };
}

/** True when there is a value that is not empty, known or not. */
export function isFilled(given: Given): boolean {
  return given.unknowable || (given.text !== undefined && given.text !== "");
}

/** True when the key is there with a value other than null: the empty string counts, a map too. */
export function isNotNull(given: Given): boolean {
  return given.entry !== undefined && given.scalar?.value !== null;
}

export type Switch = "on" | "off" | "unknown";

/** A boolean setting as the checks read it: quoted words count, absent and null are off. */
export function switchOf(given: Given): Switch {
  if (given.unknowable) return "unknown";
  return given.text !== undefined && /^(?:true|t|yes|y|on|1)$/i.test(given.text.trim()) ? "on" : "off";
}

/** Where a stretch of a scalar's value stands in the text; the whole scalar where escapes or folds hide that. */
export function spanInside(source: string, scalar: ScalarNode, part: Span): Span {
  return exactSpanInside(source, scalar, part) ?? scalar.span;
}

/** Where a stretch of a scalar's value stands in the text; undefined where escapes or folds hide that. */
export function exactSpanInside(source: string, scalar: ScalarNode, part: Span): Span | undefined {
  if (scalar.style === "block" || part.end <= part.start) return undefined;
  const content = scalar.span.start + (scalar.style === "plain" ? 0 : 1);
  // what stands before counts too: an escape there would shift the rest
  if (source.slice(content, content + part.end) !== scalar.text.slice(0, part.end)) return undefined;
  return { start: content + part.start, end: content + part.end };
}
