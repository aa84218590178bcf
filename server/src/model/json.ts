import { type Node as JsonNode, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Entry, Node, ScalarNode } from "./node";
import type { Span } from "./text";

/** A place where the text is no JSON. `code` is the parser's own name of the problem and never shown. */
export interface JsonProblem {
  readonly code: string;
  readonly span: Span;
}

export interface JsonText {
  readonly root: Node | undefined;
  readonly problems: readonly JsonProblem[];
  /** True for members without the braces around them: `"Resource": ["…"]`, as guides print them. */
  readonly fragment: boolean;
}

/**
 * Reads JSON into the same tree as YAML, duplicate keys included. Never throws. Comments and trailing commas
 * are problems, as they are for AWS and Datadog; the tree is complete all the same.
 */
export function parseJson(text: string): JsonText {
  const whole = parse(text, 0);
  if (!/^\s*"(?:[^"\\]|\\.)*"\s*:/.test(text)) return { ...whole, fragment: false };
  // the braces are made up, so what the parser says about a comma before the last one is not the author's fault
  const wrapped = parse(`{${text.replace(/,(\s*)$/, " $1")}}`, 1);
  return { ...wrapped, fragment: true };
}

function parse(text: string, shift: number): Omit<JsonText, "fragment"> {
  const errors: ParseError[] = [];
  let tree: JsonNode | undefined;
  try {
    tree = parseTree(text, errors, {
      disallowComments: true,
      allowTrailingComma: false,
      allowEmptyContent: true,
    });
  } catch (error) {
    // nesting beyond the stack: no policy looks like that
    return {
      root: undefined,
      problems: [{ code: error instanceof Error ? error.name : "Unreadable", span: { start: 0, end: 0 } }],
    };
  }
  const problems = errors.map(({ error, offset, length }) => ({
    code: printParseErrorCode(error),
    span: { start: offset - shift, end: offset + length - shift },
  }));
  return { root: tree && convert(tree, text, shift), problems };
}

function convert(node: JsonNode, text: string, shift: number): Node {
  const span = { start: node.offset - shift, end: node.offset + node.length - shift };
  if (node.type === "object") {
    return {
      kind: "map",
      span,
      flow: true,
      entries: (node.children ?? []).map((property) => toEntry(property, text, shift)),
    };
  }
  if (node.type === "array") {
    return {
      kind: "seq",
      span,
      flow: true,
      items: (node.children ?? []).map((item) => convert(item, text, shift)),
    };
  }
  return toScalar(node, span);
}

function toScalar(node: JsonNode, span: Span): ScalarNode {
  const value = node.value as ScalarNode["value"];
  return {
    kind: "scalar",
    span,
    value,
    text: value === null ? "null" : String(value),
    style: typeof value === "string" ? "double" : "plain",
  };
}

function toEntry(property: JsonNode, text: string, shift: number): Entry {
  const [keyNode, valueNode] = property.children ?? [];
  const start = property.offset - shift;
  const key: ScalarNode = keyNode
    ? toScalar(keyNode, { start: keyNode.offset - shift, end: keyNode.offset + keyNode.length - shift })
    : { kind: "scalar", span: { start, end: start }, value: "", text: "", style: "double" };
  const value: Node = valueNode
    ? convert(valueNode, text, shift)
    : {
        kind: "scalar",
        span: { start: key.span.end, end: key.span.end },
        value: null,
        text: "",
        style: "absent",
      };
  return { key, name: key.text, value, span: { start, end: value.span.end }, merge: false };
}

/**
 * The span of a part of a string scalar's content, in the text. Escapes (`\\"`, `\\u0041`) are counted as
 * they are written.
 *
 * @param source the text that the scalar's span refers to
 * @param part offsets into the scalar's content
 */
export function spanInString(scalar: ScalarNode, source: string, part: Span): Span {
  const starts: number[] = [];
  let at = scalar.span.start + 1;
  while (at < scalar.span.end - 1) {
    starts.push(at);
    at += source[at] !== "\\" ? 1 : source[at + 1] === "u" ? 6 : 2;
  }
  starts.push(scalar.span.end - 1);
  const last = starts.length - 1;
  return {
    start: starts[Math.min(part.start, last)] ?? scalar.span.start,
    end: starts[Math.min(part.end, last)] ?? scalar.span.end,
  };
}
