import { type Node as JsonNode, type ParseError, parseTree } from "jsonc-parser";
import { diagnoseJson, type JsonMistake } from "./json-repair";
import type { Entry, Node, ScalarNode } from "./node";
import { MASK } from "./placeholder";
import type { Span } from "./text";

export type { JsonMistake } from "./json-repair";

/** A place where the text is no JSON. */
export interface JsonProblem {
  readonly mistake: JsonMistake;
  readonly span: Span;
  /** True when nothing behind it could be read. */
  readonly fatal: boolean;
}

export interface JsonText {
  readonly root: Node | undefined;
  readonly problems: readonly JsonProblem[];
  /** True for members without the braces around them: `"Resource": ["…"]`, as guides print them. */
  readonly fragment: boolean;
}

/**
 * Reads JSON into the same tree as YAML, duplicate keys included. Never throws. Comments and trailing commas
 * are problems, as they are for AWS and Datadog. Behind a mistake that can be told, reading goes on as if it
 * had not been made, so each mistake is one problem and the tree is complete.
 */
export function parseJson(text: string): JsonText {
  const fragment = leadingMember(text) !== undefined;
  // the braces are made up, so what the parser says about a comma before the last one is not the author's fault
  const whole = fragment ? `{${text.replace(/,(\s*)$/, " $1")}}` : text.replace(/^\uFEFF/, " ");
  const shift = fragment ? 1 : 0;
  const { tree, problems } = parseWithRepairs(whole);
  return {
    root: tree && convert(tree, shift),
    problems: problems.map((problem) => ({ ...problem, span: shifted(problem.span, shift, text.length) })),
    fragment,
  };
}

/** Where the first key stands in members without braces around them; undefined for all other text. */
export function leadingMember(text: string): Span | undefined {
  const [, blanks = "", key] = /^(\s*)("(?:[^"\\]|\\.)*")\s*:/.exec(text) ?? [];
  return key === undefined ? undefined : { start: blanks.length, end: blanks.length + key.length };
}

/** More mistakes than that are no slips: the text is something else. */
const MOST_REPAIRS = 20;

function parseWithRepairs(text: string): { tree: JsonNode | undefined; problems: JsonProblem[] } {
  const problems: JsonProblem[] = [];
  let { tree, errors } = parse(text);
  let current = text;
  if (errors.length > 0) {
    const masked = maskInterpolations(text);
    const retry = masked === text ? undefined : parse(masked);
    if (retry && retry.errors.length < errors.length) ({ tree, errors } = retry);
    if (retry && tree === retry.tree) current = masked;
  }
  for (let repairs = 0; errors[0]; repairs++) {
    const { mistake, span, repaired } = diagnoseJson(current, errors[0]);
    const fatal = repaired === undefined || repairs >= MOST_REPAIRS;
    if (mistake || fatal) problems.push({ mistake: mistake ?? "unreadable", span, fatal });
    if (fatal) break;
    current = repaired;
    ({ tree, errors } = parse(current));
  }
  return { tree, problems: problems.sort((a, b) => a.span.start - b.span.start) };
}

function parse(text: string): { tree: JsonNode | undefined; errors: readonly ParseError[] } {
  const errors: ParseError[] = [];
  try {
    const options = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: true };
    const tree = parseTree(text, errors, options);
    return { tree, errors: errors.sort((a, b) => a.offset - b.offset) };
  } catch {
    // nesting beyond the stack: no policy looks like that
    return { tree: undefined, errors: [{ error: 0 as ParseError["error"], offset: 0, length: 0 }] };
  }
}

/** `${jsonencode("x")}`: quotes inside of Terraform's interpolation do not end the string around it. */
function maskInterpolations(text: string): string {
  return text.replace(/\$\{[^{}\n]*\}/g, (tag) => tag.replaceAll('"', MASK));
}

function shifted(span: Span, shift: number, length: number): Span {
  const clamp = (offset: number): number => Math.max(0, Math.min(offset - shift, length));
  return { start: clamp(span.start), end: clamp(span.end) };
}

function convert(node: JsonNode, shift: number): Node {
  const span = { start: node.offset - shift, end: node.offset + node.length - shift };
  if (node.type === "object") {
    return {
      kind: "map",
      span,
      flow: true,
      entries: (node.children ?? []).map((property) => toEntry(property, shift)),
    };
  }
  if (node.type === "array") {
    return {
      kind: "seq",
      span,
      flow: true,
      items: (node.children ?? []).map((item) => convert(item, shift)),
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

function toEntry(property: JsonNode, shift: number): Entry {
  const [keyNode, valueNode] = property.children ?? [];
  const start = property.offset - shift;
  const key: ScalarNode = keyNode
    ? toScalar(keyNode, { start: keyNode.offset - shift, end: keyNode.offset + keyNode.length - shift })
    : { kind: "scalar", span: { start, end: start }, value: "", text: "", style: "double" };
  const value: Node = valueNode
    ? convert(valueNode, shift)
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
