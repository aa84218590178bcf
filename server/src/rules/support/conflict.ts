import type { Span } from "../../model/text";

const START = /^<{7}(?: [^\r\n]*)?\r?$/m;
const MIDDLE = /^={7}\r?$/m;
const END = /^>{7}(?: [^\r\n]*)?\r?$/m;

/** The first line of an unresolved merge conflict, when all of its markers are there in order. */
export function conflictIn(text: string): Span | undefined {
  const start = START.exec(text);
  if (!start) return undefined;
  const middle = MIDDLE.exec(text.slice(start.index));
  if (!middle || !END.test(text.slice(start.index + middle.index))) return undefined;
  return { start: start.index, end: start.index + start[0].trimEnd().length };
}
