import type { Span } from "../text";
import type { SyntaxProblem } from "./parse";
import { type Enclosed, type Scan, scanYaml } from "./scan";

/** A text made fit for the YAML library, every character in its place. */
export interface Prepared {
  /** `undefined` when the text must not be parsed at all. */
  readonly text: string | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** No Agent configuration comes near this; the library goes down the call stack with every level. */
export const MAX_DEPTH = 200;

/**
 * Evens out what the YAML library and go-yaml, the Agent's reader, see differently, without moving anything:
 * lone carriage returns end a line, and quoted or bracketed values may span lines at any indentation. Finds
 * what go-yaml refuses and the library lets pass: control characters and tabs on otherwise empty lines.
 */
export function prepare(text: string): Prepared {
  const lines = evenLineBreaks(text);
  const scan = scanYaml(lines);
  const tooDeep = depthProblem(lines, scan);
  if (tooDeep) return { text: undefined, problems: [tooDeep] };
  const problems = [...controlCharacters(text), ...directives(lines), ...tabProblems(scan)];
  let prepared = lines;
  for (const value of scan.enclosed) {
    if (!value.closed) {
      // go-yaml sees nothing behind it but the value, so the library must not guess either
      problems.push(unclosed(value));
      prepared = prepared.slice(0, value.span.start) + blank(prepared.slice(value.span.start));
    } else if (value.outdent !== undefined) {
      problems.push(outdented(lines, value, value.outdent));
      prepared = onOneLine(prepared, value);
    }
  }
  return { text: prepared, problems };
}

/** Every character that ends a line in YAML 1.1 as `\n`, but for the `\r` before one. */
export function evenLineBreaks(text: string): string {
  return text.replace(/\r(?!\n)|[\u0085\u2028\u2029]/g, "\n");
}

function depthProblem(text: string, scan: Scan): SyntaxProblem | undefined {
  if (scan.depth <= MAX_DEPTH && !nestsBlindly(text)) return undefined;
  return {
    code: "NESTED_TOO_DEEP",
    span: { start: 0, end: Math.min(1, text.length) },
    detail: `more than ${MAX_DEPTH} levels`,
    fatal: true,
  };
}

/** Brackets without regard to quotes: a text that the scan reads otherwise than the library is safe, too. */
function nestsBlindly(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 91 || code === 123) open++;
    else if ((code === 93 || code === 125) && open > 0) open--;
    if (open > 10 * MAX_DEPTH) return true;
  }
  return false;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/;

function controlCharacters(text: string): SyntaxProblem[] {
  const at = text.search(CONTROL);
  if (at < 0) return [];
  const name = `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")}`;
  return [{ code: "CONTROL_CHARACTER", span: { start: at, end: at + 1 }, detail: name, fatal: true }];
}

/** A `%` in the first column ahead of all content starts a directive, of which YAML has only two. */
function directives(text: string): SyntaxProblem[] {
  const head = /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?\n)*%(?!YAML |TAG )/.exec(text);
  if (!head) return [];
  const start = head[0].length - 1;
  return [{ code: "BAD_DIRECTIVE", span: { start, end: start + 1 }, detail: "%", fatal: true }];
}

function tabProblems(scan: Scan): SyntaxProblem[] {
  return scan.tabs.map((span) => ({ code: "TAB_AS_INDENT", span, detail: "tab", fatal: true }));
}

function unclosed({ span, quoted }: Enclosed): SyntaxProblem {
  const code = quoted ? "UNCLOSED_QUOTE" : "UNCLOSED_BRACKET";
  return { code, span: { start: span.start, end: span.start + 1 }, detail: "not closed", fatal: true };
}

function outdented(text: string, value: Enclosed, at: number): SyntaxProblem {
  const end = text.slice(at, value.span.end).search(/\s/);
  const span: Span = { start: at, end: end < 0 ? value.span.end : at + end };
  return { code: "OUTDENTED", span, detail: value.quoted ? "quoted" : "flow", fatal: false };
}

function onOneLine(text: string, { span, comments }: Enclosed): string {
  let value = text.slice(span.start, span.end);
  for (const { start, end } of comments) {
    const [from, to] = [start - span.start, end - span.start];
    value = value.slice(0, from) + " ".repeat(to - from) + value.slice(to);
  }
  return text.slice(0, span.start) + value.replace(/[\r\n]/g, " ") + text.slice(span.end);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
