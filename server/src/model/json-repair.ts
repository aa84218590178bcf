import { type ParseError, printParseErrorCode } from "jsonc-parser";
import { MASK } from "./placeholder";
import type { Span } from "./text";

/** What keeps a text from being JSON, in terms of what its author did. */
export type JsonMistake =
  | "trailing-comma"
  | "extra-comma"
  | "missing-comma"
  | "missing-colon"
  | "missing-value"
  | "comment"
  | "single-quotes"
  | "curly-quotes"
  | "inner-quotes"
  | "line-break"
  | "open-string"
  | "unquoted"
  | "escape"
  | "control-character"
  | "invisible-character"
  | "open-bracket"
  | "wrong-bracket"
  | "extra-content"
  | "unreadable";

export interface Diagnosis {
  /** Undefined where a guide leaves something out (`[...]`, `<ARN>`): no mistake, only no JSON. */
  readonly mistake: JsonMistake | undefined;
  readonly span: Span;
  /**
   * The text without the mistake, so that reading can go on and every offset still holds: equally long, or
   * with brackets added at its end. Undefined when what was meant cannot be told.
   */
  readonly repaired: string | undefined;
}

/** Says what the first error of a parse is about. */
export function diagnoseJson(text: string, { error, offset, length }: ParseError): Diagnosis {
  const span = { start: offset, end: offset + length };
  const code = printParseErrorCode(error);
  switch (code) {
    case "InvalidCommentToken":
      return { mistake: "comment", span, repaired: blank(text, span) };
    case "InvalidEscapeCharacter":
    case "InvalidUnicode":
      return inside(text, span, "escape", /\\(?!["\\/bfnrt]|u[0-9A-Fa-f]{4})(?:u|[\s\S])/);
    case "InvalidCharacter":
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON strings may not hold
      return inside(text, span, "control-character", /[\u0000-\u001F]/);
    case "InvalidSymbol":
      return symbol(text, span);
    case "UnexpectedEndOfString":
      return openString(text, span);
    case "CommaExpected":
      return commaExpected(text, span);
    case "PropertyNameExpected":
    case "ValueExpected":
      return somethingExpected(text, span);
    case "ColonExpected":
      return { mistake: "missing-colon", span, repaired: undefined };
    case "CloseBraceExpected":
    case "CloseBracketExpected":
      return closeExpected(text, span, code === "CloseBraceExpected" ? "}" : "]");
    case "EndOfFileExpected":
      return {
        mistake: "extra-content",
        span,
        repaired: blank(text, { start: offset, end: text.length }),
      };
    default:
      return { mistake: "unreadable", span, repaired: undefined };
  }
}

function closeExpected(text: string, span: Span, bracket: string): Diagnosis {
  if (text.slice(span.start).trim() !== "") return { mistake: "wrong-bracket", span, repaired: undefined };
  const end = text.trimEnd().length;
  return { mistake: "open-bracket", span: { start: end - 1, end }, repaired: text + bracket };
}

/** A mistake inside of a string. What the string says is then unknown. */
function inside(text: string, string: Span, mistake: JsonMistake, pattern: RegExp): Diagnosis {
  const match = pattern.exec(text.slice(string.start, string.end));
  if (!match) return { mistake: "unreadable", span: string, repaired: undefined };
  const start = string.start + match.index;
  const span = { start, end: start + match[0].length };
  return { mistake, span, repaired: replaceAt(text, span, MASK.repeat(match[0].length)) };
}

const LEFT_OUT = /<[^<>"\n]+>|\$\{[^}\n]*\}|\uE000+/y;
const SINGLE_QUOTED = /'((?:[^'\\\n]|\\.)*)'/y;
const CURLY_QUOTED = /[“”„‟«»‘’]([^“”„‟«»‘’"\n]*)[“”„‟«»‘’"]/y;
const INVISIBLE = /[\u00A0\u2000-\u200F\u2028\u2029\u202F\u2060\uFEFF]+/y;
const HASH_COMMENT = /#[^\n]*/y;
const ELISION = /\.\.\.|…/y;
const WORD = /[^\s,:[\]{}"]+/y;
/** A value without quotes goes on behind its colons: `rds-db:connect`. */
const VALUE = /[^\s,:[\]{}"]+(?::[^\s,:[\]{}"]+)*/y;

/** Something stands outside of quotes that JSON does not know. */
function symbol(text: string, at: Span): Diagnosis {
  if (text[at.start - 1] === '"' && !/[=;]/.test(text[at.start] ?? "")) return innerQuotes(text, at);
  const match = (pattern: RegExp): { span: Span; content: string } | undefined => {
    pattern.lastIndex = at.start;
    const found = pattern.exec(text);
    return found
      ? { span: { start: at.start, end: at.start + found[0].length }, content: found[1] ?? "" }
      : undefined;
  };
  const leftOut = match(LEFT_OUT);
  if (leftOut) return { mistake: undefined, span: leftOut.span, repaired: unknownString(text, leftOut.span) };
  const elision = match(ELISION);
  if (elision) return { mistake: undefined, span: elision.span, repaired: elided(text, elision.span) };
  for (const [mistake, pattern] of [
    ["single-quotes", SINGLE_QUOTED],
    ["curly-quotes", CURLY_QUOTED],
  ] as const) {
    const quoted = match(pattern);
    if (!quoted) continue;
    const content = quoted.content.replaceAll('"', MASK);
    return { mistake, span: quoted.span, repaired: replaceAt(text, quoted.span, `"${content}"`) };
  }
  const comment = match(HASH_COMMENT);
  if (comment) return { mistake: "comment", span: comment.span, repaired: blank(text, comment.span) };
  const invisible = match(INVISIBLE);
  if (invisible)
    return { mistake: "invisible-character", span: invisible.span, repaired: blank(text, invisible.span) };
  const isValue = /[:[]\s*$/.test(text.slice(Math.max(0, at.start - 200), at.start));
  return word(text, match(isValue ? VALUE : WORD)?.span ?? at);
}

function word(text: string, span: Span): Diagnosis {
  const written = text.slice(span.start, span.end);
  if (written === "=") return { mistake: "missing-colon", span, repaired: replaceAt(text, span, ":") };
  if (written === ";") return { mistake: "missing-comma", span, repaired: replaceAt(text, span, ",") };
  const isKey = /^\s*[:=]/.test(text.slice(span.end));
  return { mistake: "unquoted", span, repaired: isKey ? undefined : unknownString(text, span) };
}

/** `"a"b"c"`: a quote inside a string ends it. */
function innerQuotes(text: string, at: Span): Diagnosis {
  const span = { start: at.start - 1, end: at.start };
  const close = /"(?=[ \t]*(?:[,\]}]|\r?\n|$))/g;
  close.lastIndex = at.start;
  const end = close.exec(text)?.index;
  const rest = end === undefined ? "" : text.slice(span.start, end);
  if (end === undefined || rest.includes("\n")) return { mistake: "inner-quotes", span, repaired: undefined };
  const repaired = replaceAt(text, { start: span.start, end }, rest.replaceAll('"', MASK));
  return { mistake: "inner-quotes", span, repaired };
}

/** A string that does not end on its line: it goes on below, or its closing quote is missing. */
function openString(text: string, { start, end }: Span): Diagnosis {
  const span = { start, end: start + text.slice(start, end).trimEnd().length };
  const below = /(?:\r?\n[ \t]*[^"\n]*){1,3}?"(?=[ \t]*(?:[,\]}:]|\r?\n|$))/y;
  below.lastIndex = span.end;
  const rest = below.exec(text);
  if (rest && !text.slice(start, span.end).endsWith(",")) {
    const joined = rest[0].replace(/\s*\n\s*/g, (gap) => MASK.repeat(gap.length));
    const at = { start: span.end, end: span.end + rest[0].length };
    return { mistake: "line-break", span, repaired: replaceAt(text, at, joined) };
  }
  if (text[span.end] !== "\n" && text[span.end] !== "\r")
    return { mistake: "open-string", span, repaired: undefined };
  const commaInside = text[span.end - 1] === ",";
  const at = commaInside
    ? { start: span.end - 1, end: span.end + 1 }
    : { start: span.end, end: span.end + 1 };
  return { mistake: "open-string", span, repaired: replaceAt(text, at, commaInside ? '",' : '"') };
}

function commaExpected(text: string, span: Span): Diagnosis {
  if (text[span.start] === ":") return openList(text, span);
  if (/[\]}]/.test(text[span.start] ?? "")) return { mistake: "wrong-bracket", span, repaired: undefined };
  if (text[span.start - 1] === '"') return innerQuotes(text, span);
  const gap = { start: span.start - 1, end: span.start };
  const hasGap = /\s/.test(text[gap.start] ?? "");
  return { mistake: "missing-comma", span, repaired: hasGap ? replaceAt(text, gap, ",") : undefined };
}

/** `["a", "Resource": …`: a key in a list, whose closing bracket is missing before it. */
function openList(text: string, colon: Span): Diagnosis {
  const key = /(,?)\s*("(?:[^"\\\n]|\\.)*")\s*$/.exec(
    text.slice(Math.max(0, colon.start - 300), colon.start),
  );
  if (!key?.[2]) return { mistake: "wrong-bracket", span: colon, repaired: undefined };
  const end = colon.start - (/\s*$/.exec(text.slice(0, colon.start))?.[0].length ?? 0);
  const span = { start: end - key[2].length, end };
  const comma = text.slice(0, span.start).trimEnd().length - 1;
  const hasGap = text[comma] === "," && span.start > comma + 1;
  return {
    mistake: "wrong-bracket",
    span,
    repaired: hasGap ? replaceAt(text, { start: comma, end: comma + 2 }, "],") : undefined,
  };
}

function somethingExpected(text: string, span: Span): Diagnosis {
  const beforeEnd = text.slice(0, span.start).trimEnd().length;
  const before = { start: beforeEnd - 1, end: beforeEnd };
  const here = text[span.start];
  const previous = text[before.start];
  if (previous === ":") return { mistake: "missing-value", span: before, repaired: undefined };
  if (here === ",") return { mistake: "extra-comma", span, repaired: blank(text, span) };
  if (previous === "," && (here === "}" || here === "]" || here === undefined))
    return { mistake: "trailing-comma", span: before, repaired: blank(text, before) };
  return { mistake: "unreadable", span, repaired: undefined };
}

/** `[...]` stands for items that are left out, `{ … }` for members, which go with the comma before them. */
function elided(text: string, span: Span): string {
  const before = text.slice(0, span.start).trimEnd();
  const isMember = before.endsWith("{") || text.slice(span.end).trimStart().startsWith("}");
  if (!isMember) return unknownString(text, span);
  const start = before.endsWith(",") ? before.length - 1 : span.start;
  return blank(text, { start, end: span.end });
}

function unknownString(text: string, span: Span): string {
  const length = span.end - span.start;
  return length < 2 ? replaceAt(text, span, "0") : replaceAt(text, span, `"${MASK.repeat(length - 2)}"`);
}

function blank(text: string, span: Span): string {
  return replaceAt(text, span, text.slice(span.start, span.end).replace(/[^\r\n]/g, " "));
}

function replaceAt(text: string, { start, end }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}
