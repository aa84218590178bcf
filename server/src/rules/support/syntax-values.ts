import type { Span } from "../../model/text";
import type { SyntaxProblem } from "../../model/yaml/parse";
import { quoted, type SourceText } from "./source-text";
import type { Cause, Repair } from "./syntax-cause";

export function tab({ span }: SyntaxProblem, source: SourceText, all: readonly SyntaxProblem[]): Cause {
  const alone = isAlone(span, source);
  const behindDash = !alone && source.textBefore(span.start).trim() !== "";
  const where = behindDash ? "behind the dash" : alone ? "on an otherwise empty line" : "in the indentation";
  const tabs = new Map(
    all.filter(({ code }) => code === "TAB_AS_INDENT").map((one) => [one.span.start, one.span]),
  );
  return {
    span,
    what: `A tab stands ${where}, where the Agent's YAML reader takes only blanks`,
    instead: alone ? "Remove the tab." : "Replace it by blanks.",
    repair: {
      title: tabs.size === 1 ? "Replace the tab by blanks" : "Replace the tabs by blanks",
      edits: [...tabs.values()].map((one) => ({ span: one, newText: blanksFor(one, source) })),
      certain: [...tabs.values()].every((one) => isAlone(one, source)),
    },
  };
}

function isAlone({ start }: Span, source: SourceText): boolean {
  return /^\s*(?:#|$)/.test(source.lineAt(start).text);
}

function blanksFor(tabs: Span, source: SourceText): string {
  if (isAlone(tabs, source)) return "";
  return source.textBefore(tabs.start).trim() === "" ? "  ".repeat(tabs.end - tabs.start) : " ";
}

const START_OF_VALUE: Readonly<Record<string, string>> = {
  "%": "`%` is reserved in YAML and cannot start a value without quotes",
  "@": "`@` is reserved in YAML and cannot start a value without quotes",
  "`": "A backtick is reserved in YAML and cannot start a value without quotes",
  "*": "`*` at the start of a value without quotes stands for a YAML alias",
  "&": "`&` at the start of a value without quotes stands for a YAML anchor",
};

export function startOfValue({ span }: SyntaxProblem, source: SourceText): Cause | undefined {
  const what = START_OF_VALUE[source.text[span.start] ?? ""];
  if (!what) return undefined;
  const value = source.valueAt(span.start);
  const written = source.slice(value);
  const variable = /^%%[\w.-]+%%$/.test(written);
  return {
    span: value,
    what: variable ? `\`${written}\` stands without quotes, and a YAML value cannot start with \`%\`` : what,
    instead: variable ? `Write \`"${written}"\`.` : "Put the value in quotes.",
    repair: quoting(value, source, variable),
  };
}

export function unknownAnchor({ span }: SyntaxProblem, source: SourceText): Cause {
  const value = source.valueAt(span.start);
  return {
    span: value,
    what: "`*` at the start of a value stands for a YAML alias, and no anchor of this name comes before it",
    instead: "Put the value in quotes if the `*` belongs to it.",
    repair: quoting(value, source, false),
  };
}

export function quoting(span: Span, source: SourceText, certain: boolean): Repair {
  const newText = quoted(source.slice(span));
  return { title: "Put the value in quotes", edits: [{ span, newText }], certain };
}

export function escapeSequence({ span }: SyntaxProblem, source: SourceText): Cause {
  const backslash = source.text[span.start] === "\\" ? span.start : source.text.indexOf("\\", span.start);
  const start = backslash < 0 ? span.start : backslash;
  const end = Math.min(start + 2, source.text.length);
  return {
    span: { start, end },
    what: `\`${source.text.slice(start, end)}\` is no escape sequence of a YAML text in double quotes`,
    instead: "Use single quotes, which take every backslash as it is, or double the backslash.",
    repair: {
      title: "Double the backslash",
      edits: [{ span: { start, end: start }, newText: "\\" }],
      certain: false,
    },
  };
}

export function unclosedQuote({ span }: SyntaxProblem, source: SourceText): Cause {
  const quote = source.text[span.start] ?? '"';
  const end = source.lineAt(span.start).contentEnd;
  const name = quote === '"' ? "double" : "single";
  const apostrophe = quote === "'" ? " An apostrophe inside is written twice." : "";
  return {
    span: { start: span.start, end },
    what: `A ${name} quote is opened and not closed`,
    instead: `Add the missing \`${quote}\` at the end of the value.${apostrophe}`,
    repair: {
      title: `Add the closing ${name} quote`,
      edits: [{ span: { start: end, end }, newText: quote }],
      certain: false,
    },
  };
}

export function nonBreaking(at: number): Cause {
  const span = { start: at, end: at + 1 };
  return {
    span,
    what: "A non-breaking space stands here, which YAML does not take for a blank",
    instead: "Replace it by an ordinary blank; it usually comes from a web page or a text processor.",
    repair: { title: "Replace it by a blank", edits: [{ span, newText: " " }], certain: false },
  };
}
