import { MASK } from "./placeholder";
import type { Span } from "./text";

export interface MaskedText {
  /** As long as the original, so that every offset still holds. */
  readonly text: string;
  /** Template tags outside comments, in order. */
  readonly tags: readonly Span[];
}

const TAG = /\{\{-?.*?-?\}\}|\{%-?.*?-?%\}|<%[-=]?.*?-?%>/gs;

/**
 * Hides Go, Jinja and ERB tags so that the YAML around them can be read: a tag alone on its line becomes
 * blanks, one inside a value becomes a run of `MASK`.
 */
export function maskTemplates(text: string): MaskedText {
  if (!text.includes("{{") && !text.includes("{%") && !text.includes("<%")) return { text, tags: [] };
  const tags: Span[] = [];
  const masked = text.replace(TAG, (tag: string, offset: number) => {
    const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
    const before = text.slice(lineStart, offset);
    if (/(?:^|\s)#/.test(before)) return tag;
    tags.push({ start: offset, end: offset + tag.length });
    return tag.replace(/[^\r\n]/g, aloneOnItsLine(text, offset, tag.length) ? " " : MASK);
  });
  return { text: masked, tags };
}

/** True when the line holds nothing but template tags, which then say what is there and not what it is. */
function aloneOnItsLine(text: string, offset: number, length: number): boolean {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const newline = text.indexOf("\n", offset + length);
  const line = text.slice(start, newline < 0 ? text.length : newline);
  return line.replace(TAG, "").trim() === "";
}
