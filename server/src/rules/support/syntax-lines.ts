import type { Span } from "../../model/text";
import type { SyntaxProblem } from "../../model/yaml/parse";
import { indentOf, KEY, type Line, type SourceText } from "./source-text";
import type { Cause } from "./syntax-cause";
import { nonBreaking, quoting, unclosedQuote } from "./syntax-values";

export function keyInsideValue({ span }: SyntaxProblem, source: SourceText): Cause | undefined {
  const value = source.valueAt(span.start);
  const written = source.slice(value);
  const header = /^-([|>])/.exec(written);
  if (header) {
    const at = { start: span.start, end: span.start + 2 };
    return {
      span: at,
      what: `\`-${header[1]}\` starts no block of text: the sign comes behind the bar`,
      instead: `Write \`${header[1]}-\`.`,
      repair: {
        title: `Write \`${header[1]}-\``,
        edits: [{ span: at, newText: `${header[1]}-` }],
        certain: true,
      },
    };
  }
  if (/^-(?:\s|$)/.test(written)) return itemOutOfLine(span.start, source);
  if (/:(?:\s|$)/.test(written)) {
    return {
      span: value,
      what: "A value without quotes contains a colon with a blank behind it, which YAML takes for another key",
      instead: "Put the value in quotes, or start a new line if these are two settings.",
      repair: quoting(value, source, false),
    };
  }
  const next = source.nextLine(span.start);
  return next && tooDeep(next, source, source.lineAt(span.start));
}

function tooDeep(line: Line, source: SourceText, above: Line): Cause {
  if (/^-[A-Za-z_]/.test(above.text.trimStart())) {
    const dash = above.contentStart + 1;
    return {
      span: { start: dash - 1, end: dash },
      what: "A blank is missing behind the dash",
      instead: "Write `- ` and then the item.",
      repair: {
        title: "Add the blank",
        edits: [{ span: { start: dash, end: dash }, newText: " " }],
        certain: true,
      },
    };
  }
  const token = source.tokenAt(line.contentStart);
  return {
    span: token,
    what: `${source.name(token)} is indented deeper than the line above it, which already has a value`,
    instead: "Indent it like the settings that it belongs to.",
  };
}

function itemOutOfLine(at: number, source: SourceText): Cause {
  const span = { start: at, end: at + 1 };
  if (source.textBefore(at).trim() !== "") {
    return {
      span,
      what: "A list cannot start on the line of its key",
      instead: "Put the dash on a line of its own below the key.",
    };
  }
  return {
    span,
    what: "This list item is not in line with the lines above it",
    instead: "Give all items of a list the same indentation, and keep them apart from `key: value` lines.",
  };
}

/** `ENC[…]` without quotes, on the line of an offset and in front of it. */
function secretAround(offset: number, source: SourceText): Span | undefined {
  const { span, text } = source.lineAt(offset);
  const found = [...text.matchAll(/(?<![\w"'])ENC\[[^\]\s"',{}]*\]/g)].find(
    ({ 0: written, index }) =>
      offset >= span.start + index && offset <= span.start + index + written.length + 1,
  );
  return found && { start: span.start + found.index, end: span.start + found.index + found[0].length };
}

export function insideBrackets(problem: SyntaxProblem, source: SourceText): Cause | undefined {
  if (!source.isInsideBrackets(problem.span.start)) return undefined;
  const { start } = problem.span;
  const secret = secretAround(start, source);
  if (secret) {
    return {
      span: secret,
      what: "Inside of brackets and braces, the brackets of a secret need quotes round it",
      instead: `Write \`"${source.slice(secret)}"\`.`,
      repair: quoting(secret, source, true),
    };
  }
  return {
    span: source.tokenAt(start),
    what: "The parts of this value in brackets are not separated",
    instead: "Put a comma between them, and quotes round texts that contain `: `.",
  };
}

export function unexpected({ code, span, detail }: SyntaxProblem, source: SourceText): Cause | undefined {
  const { text } = source;
  const char = text[span.start] ?? "";
  if (detail.includes("block-seq-ind on same line")) return itemOutOfLine(span.start, source);
  if (char === "]" || char === "}") {
    const at = { start: span.start, end: span.start + 1 };
    return {
      span: at,
      what: `\`${char}\` closes nothing`,
      instead: "Remove it, or add the bracket that opens the value.",
      repair: { title: `Remove \`${char}\``, edits: [{ span: at, newText: "" }], certain: false },
    };
  }
  const line = source.lineAt(span.start);
  const opening = source.openingOfQuoteBefore(span.start);
  if (opening !== undefined && opening < line.span.start)
    return unclosedQuote({ code, detail, fatal: true, span: { start: opening, end: opening + 1 } }, source);
  const before = text.slice(line.span.start, span.start).trimEnd();
  const behind = { start: span.start, end: line.contentEnd };
  if (/[|>][-+\d]*$/.test(before)) {
    return {
      span: behind,
      what: "Text stands on the line of `|` or `>`, whose block of text starts on the next line",
      instead: "Move it to the next line, indented, or put the whole value in quotes.",
    };
  }
  if (/["'\]}]$/.test(before)) {
    return {
      span: behind,
      what: `Text stands behind the closing \`${before.slice(-1)}\``,
      instead: "Remove it, or put one pair of quotes round the whole value.",
    };
  }
  return before === "" ? indentation({ code, span, detail, fatal: true }, source) : undefined;
}

export function indentation({ span, detail }: SyntaxProblem, source: SourceText): Cause | undefined {
  const line = source.lineAt(span.start);
  if (line.contentStart >= line.contentEnd) return undefined;
  const token = source.tokenAt(line.contentStart);
  const column = indentOf(line.text);
  const above = source.columnsAbove(line);
  if (above.includes(column) && source.hasItemAbove(line)) {
    return {
      span: token,
      what: `${source.name(token)} stands at the column of a list above it and is no item of the list`,
      instead:
        "Indent it deeper if it belongs to the last item, or less if it belongs to what holds the list.",
    };
  }
  const foreign = above.includes(column) ? source.foreignLineAbove(line) : undefined;
  if (foreign) return lineCause({ code: "", detail: "", fatal: true, span: foreign.span }, source);
  const places =
    above.length === 0 ? "" : `: the lines above it start after ${listOf(above)}, it starts after ${column}`;
  const endsRoot = detail.includes("node end") && above.every((other) => other > column);
  return {
    span: token,
    what: `${source.name(token)} is not in line with the settings around it${places}`,
    ...(endsRoot
      ? { consequence: "The Agent takes everything from here on for something else and ignores it" }
      : {}),
    instead: "Indent it exactly like the settings that it belongs to.",
  };
}

function listOf(columns: readonly number[]): string {
  return `${columns.join(" or ")} ${columns.at(-1) === 1 ? "blank" : "blanks"}`;
}

export function lineCause({ span, detail }: SyntaxProblem, source: SourceText): Cause | undefined {
  const line = source.lineAt(span.start);
  const start = Math.max(span.start, line.contentStart);
  const content = source.text.slice(start, line.contentEnd);
  const wide = line.text.indexOf("\u00A0");
  if (wide >= 0) return nonBreaking(line.span.start + wide);
  if (detail.includes("directives-end")) {
    return {
      span: source.tokenAt(start),
      what: "Settings cannot start on the line of `---`",
      instead: "Move them to the next line.",
    };
  }
  const glued = /^(?:- +)?([A-Za-z_][\w.-]*):(?=[^\s/:])/.exec(content);
  if (glued) {
    const colon = start + glued[0].length;
    return {
      span: source.tokenAt(start),
      what: `A blank is missing behind the colon of \`${glued[1]}\``,
      instead: `Write \`${glued[1]}: \` and then the value.`,
      repair: {
        title: "Add the blank",
        edits: [{ span: { start: colon, end: colon }, newText: " " }],
        certain: true,
      },
    };
  }
  const assigned = /^([A-Za-z_][\w.-]*)\s*=/.exec(content);
  if (assigned) {
    return {
      span: { start, end: start + assigned[0].length },
      what: `\`${assigned[1]}\` is set with \`=\`, which YAML does not know`,
      instead: `Write \`${assigned[1]}: \` and then the value.`,
    };
  }
  if (KEY.test(content)) return indentation({ code: "", detail: "", fatal: true, span }, source);
  if (content === "") return undefined;
  return {
    span: { start, end: line.contentEnd },
    what: "This line is neither `key: value` nor a list item",
    instead: "Make it a comment with `#`, add the missing colon, or remove it.",
  };
}
