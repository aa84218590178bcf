import type { JsonMistake } from "../../../model/json";
import type { Span } from "../../../model/text";
import type { Fix } from "../../define";

/** What is wrong and what to write instead, given the text that is marked. */
export const MESSAGES: Readonly<Record<JsonMistake, (text: string) => string>> = {
  "trailing-comma": () => "A comma stands behind the last item: remove it.",
  "extra-comma": () => "A comma stands where a value belongs: remove it.",
  "missing-comma": (text) =>
    `A comma is missing before \`${shorten(text)}\`: put one behind the value above it.`,
  "missing-colon": () => 'A key has no colon behind it: write `"key": value`.',
  "missing-value": () => "A key has no value: write one behind the colon, or remove the key.",
  comment: () => "A comment stands in the policy, and JSON has none: remove it.",
  "single-quotes": (text) => `\`${shorten(text)}\` is in single quotes: write double quotes.`,
  "curly-quotes": () =>
    'Typographic quotes, as a word processor makes them, stand around a string: write `"`.',
  "inner-quotes": () =>
    'A quote in the middle of a string ends it: remove the inner quotes, or write them as `\\"`.',
  "line-break": () => "A string is broken over two lines: write it on one line, without a blank in the gap.",
  "open-string": (text) => `The string \`${shorten(text)}\` has no closing quote: add \`"\` at its end.`,
  unquoted: (text) => `\`${shorten(text)}\` has no quotes: put it in double quotes.`,
  escape: (text) => `\`${text}\` is no escape that JSON knows: write \`\\\\\` for a backslash, or remove it.`,
  "control-character": () => "A tab or another control character stands inside of a string: remove it.",
  "invisible-character": () =>
    "An invisible character (a no-break space or the like) stands between the values: replace it by a plain blank.",
  "open-bracket": () => "The text ends before every bracket is closed: add the missing `}` or `]`.",
  "wrong-bracket": (text) =>
    `\`${shorten(text)}\` does not fit here: a \`]\`, a \`}\` or a quote is missing before it.`,
  "extra-content": () =>
    "More text stands behind the end of the policy: remove it, or close the policy behind it. A file holds one policy.",
  unreadable: () => "This is no JSON: check quotes, commas and brackets.",
};

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

/** A fix where it is plain what was meant. */
export function fixOf(mistake: JsonMistake, text: string, span: Span): Fix | undefined {
  const written = text.slice(span.start, span.end);
  const change = (title: string, newText: string, safe: boolean, at: Span = span): Fix => ({
    title,
    edits: [{ span: at, newText }],
    safe,
  });
  switch (mistake) {
    case "trailing-comma":
    case "extra-comma":
      return change("Remove the comma", "", true);
    case "missing-comma":
      return written === ";" ? change("Write a comma", ",", true) : insertComma(text, span);
    case "missing-colon":
      return written === "=" ? change("Write a colon", ":", true) : undefined;
    case "wrong-bracket":
      return written.startsWith('"') ? closeList(text, span) : undefined;
    case "comment":
      return change("Remove the comment", "", false, withBlanksBefore(text, span));
    case "single-quotes":
      return change("Use double quotes", JSON.stringify(written.slice(1, -1).replaceAll("\\'", "'")), true);
    case "curly-quotes":
      return change("Use plain double quotes", JSON.stringify(written.slice(1, -1)), true);
    case "line-break":
      return joinLines(text, span);
    case "unquoted":
      return change("Put it in quotes", JSON.stringify(written), false);
    default:
      return undefined;
  }
}

function insertComma(text: string, span: Span): Fix {
  const end = text.slice(0, span.start).trimEnd().length;
  return { title: "Add the comma", edits: [{ span: { start: end, end }, newText: "," }], safe: true };
}

function closeList(text: string, span: Span): Fix | undefined {
  const comma = text.slice(0, span.start).trimEnd().length - 1;
  if (text[comma] !== ",") return undefined;
  return {
    title: "Close the list",
    edits: [{ span: { start: comma, end: comma }, newText: "]" }],
    safe: false,
  };
}

function joinLines(text: string, span: Span): Fix | undefined {
  const gap = /^[ \t]*\r?\n[ \t]*/.exec(text.slice(span.end))?.[0];
  if (!gap) return undefined;
  const at = { start: span.end, end: span.end + gap.length };
  return { title: "Join the lines", edits: [{ span: at, newText: "" }], safe: false };
}

function withBlanksBefore(text: string, span: Span): Span {
  const before = /[ \t]*$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
  return { start: span.start - before, end: span.end };
}
