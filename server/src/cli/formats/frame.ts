import type { LineIndex, Span } from "../../model/text";
import { redact } from "../terminal/redact";
import { displayWidth, visible } from "../terminal/width";

const TAB = "    ";
/** Columns kept left of the mistake when a long line is cut. */
const LEAD = 20;

/** A line of the file and the line of carets below it. */
export interface Frame {
  readonly line: string;
  readonly before: string;
  readonly carets: string;
}

/**
 * The first line of a stretch of text, with the mistake underlined, cut to `width` columns round it.
 * Secrets in the line are covered.
 */
export function frameOf(lines: LineIndex, span: Span, width: number): Frame {
  const start = lines.position(span.start);
  const end = lines.position(span.end);
  const whole = redact(lines.lineText(start.line));
  const until = end.line === start.line ? end.character : whole.length;
  const marked = whole.slice(start.character, until);
  const parts = [whole.slice(0, start.character), marked, whole.slice(until)].map(printable);
  const [before = "", at = "", after = ""] = parts;
  const lead = displayWidth(before) + displayWidth(at) <= width ? before : lastColumns(before, LEAD);
  const line = firstColumns(lead + at + after, width);
  const room = Math.max(1, width - displayWidth(lead));
  return {
    line,
    before: " ".repeat(displayWidth(lead)),
    carets: "^".repeat(Math.max(1, Math.min(displayWidth(at), room))),
  };
}

function printable(text: string): string {
  return visible(text.replaceAll("\t", TAB));
}

function firstColumns(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const chars = [...text];
  while (displayWidth(chars.join("")) > columns - 1) chars.length = cut(chars, columns);
  return `${chars.join("")}…`;
}

function lastColumns(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const chars = [...text].reverse();
  while (displayWidth(chars.join("")) > columns - 1) chars.length = cut(chars, columns);
  return `…${chars.reverse().join("")}`;
}

/** A length nearer to the wanted one: no character is narrower than nothing, so large steps first. */
function cut(chars: readonly string[], columns: number): number {
  return chars.length > columns * 2 ? columns * 2 : chars.length - 1;
}
