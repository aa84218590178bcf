import { displayWidth } from "./width";

/**
 * Breaks text at blanks so that no line is wider than `width` columns. Words that are wider stand alone.
 * Without a width there is one line.
 *
 * @param taken columns that the first line has already used
 */
export function wrap(text: string, width: number | undefined, taken = 0): string[] {
  if (width === undefined) return [text];
  const lines: string[] = [];
  let line = "";
  let used = taken;
  for (const word of text.split(/[ \n]+/)) {
    const wide = displayWidth(word);
    if (line !== "" && used + 1 + wide > width) {
      lines.push(line);
      line = word;
      used = wide;
    } else {
      used += line === "" ? wide : wide + 1;
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Wraps text behind `first`, and indents the lines that follow by as much. */
export function hang(first: string, text: string, width: number | undefined): string {
  const indent = displayWidth(first);
  const room = width === undefined ? undefined : Math.max(20, width - indent);
  return first + wrap(text, room).join(`\n${" ".repeat(indent)}`);
}
