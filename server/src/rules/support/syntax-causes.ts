import type { SyntaxProblem } from "../../model/yaml/parse";
import { SourceText } from "./source-text";
import type { Cause, FindCause } from "./syntax-cause";
import { indentation, insideBrackets, keyInsideValue, lineCause, unexpected } from "./syntax-lines";
import { escapeSequence, startOfValue, tab, unclosedQuote, unknownAnchor } from "./syntax-values";

export function causeOf(problem: SyntaxProblem, text: string, all: readonly SyntaxProblem[]): Cause {
  const source = new SourceText(text);
  const at = source.skipBlanks(problem.span.start);
  const here = { ...problem, span: { start: at, end: Math.max(at, problem.span.end) } };
  return (
    CAUSES[problem.code]?.(here, source, all) ??
    insideBrackets(here, source) ??
    lineCause(here, source) ??
    unknownCause(here, source)
  );
}

const CAUSES: Readonly<Record<string, FindCause>> = {
  TAB_AS_INDENT: tab,
  BAD_SCALAR_START: startOfValue,
  BAD_ALIAS: startOfValue,
  UNKNOWN_ANCHOR: unknownAnchor,
  BAD_DQ_ESCAPE: escapeSequence,
  BAD_DIRECTIVE: ({ span }) => ({
    span,
    what: "`%` in the first column starts a YAML directive",
    instead: "Put the line in quotes, or remove it if it belongs to another language.",
  }),
  CONTROL_CHARACTER: ({ span, detail }) => ({
    span,
    what: `The file contains the control character ${detail}, which YAML forbids`,
    instead: "Remove it; it is usually left over from copying, or the file is not saved as UTF-8.",
    repair: { title: "Remove the control character", edits: [{ span, newText: "" }], certain: false },
  }),
  EMPTY_KEY: ({ span }) => ({
    span,
    what: "No key stands before this colon",
    instead: "Write the name of the setting before it, or remove the line.",
  }),
  UNCLOSED_QUOTE: unclosedQuote,
  UNCLOSED_BRACKET({ span }, source) {
    const bracket = source.text[span.start] ?? "[";
    return {
      span,
      what: `\`${bracket}\` is never closed`,
      instead: `Add the missing \`${bracket === "[" ? "]" : "}"}\` where the value ends.`,
    };
  },
  NESTED_TOO_DEEP: ({ span }) => ({
    span,
    what: "The file is nested more than 200 levels deep, which no configuration of the Agent is",
    instead: "Check what wrote it.",
  }),
  TAG_RESOLVE_FAILED: ({ span }) => ({
    span,
    what: "`!` at the start of a value stands for a YAML tag, and this one is not known",
    instead: "Put the value in quotes if the `!` belongs to it.",
  }),
  BLOCK_AS_IMPLICIT_KEY: keyInsideValue,
  UNEXPECTED_TOKEN: unexpected,
  BAD_INDENT: indentation,
};

function unknownCause({ span }: SyntaxProblem, source: SourceText): Cause {
  return {
    span: source.tokenAt(span.start),
    what: "The text is no YAML from here on",
    instead: "Check indentation, quotes and brackets here and on the line above.",
  };
}
