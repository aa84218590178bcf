import type { Region } from "../../documents/document";
import type { ScalarNode } from "../../model/node";
import type { Span } from "../../model/text";

/** Where a part of a scalar's text stands; the whole scalar when it is written otherwise (escapes, folding). */
export function placeOf(part: string, scalar: ScalarNode, region: Region): Span {
  const { start, end } = scalar.span;
  const at = region.text.slice(start, end).indexOf(part);
  return at < 0 ? scalar.span : { start: start + at, end: start + at + part.length };
}
