import { isAlias, isMap, isScalar, isSeq, Scalar } from "yaml";
import type { AliasNode, Entry, MapNode, Node, ScalarNode, ScalarStyle, SeqNode } from "../node";
import type { Span } from "../text";
import type { SyntaxProblem } from "./parse";
import { MAX_DEPTH } from "./prepare";
import { resolvePlain, resolveTagged } from "./scalar";

type Anchored = Exclude<Node, AliasNode>;

/**
 * Turns the library's nodes into ours. Anchors are known in reading order, so an alias cannot run ahead, and
 * no path through aliases is longer than the nesting that plain text may have.
 */
export class Converter {
  readonly problems: SyntaxProblem[] = [];
  readonly #text: string;
  readonly #anchors = new Map<string, { readonly node: Anchored; readonly height: number }>();
  /** Deepest level reached so far, aliases counted with what they stand for. */
  #reached = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param start where the document starts */
  convert(root: unknown, start: number): Node {
    return this.#node(root, start, 0);
  }

  #node(from: unknown, fallback: number, depth: number): Node {
    this.#reached = Math.max(this.#reached, depth);
    if (isAlias(from)) return this.#alias(from.source, spanOf(from, fallback), depth);
    if (isMap(from)) return this.#anchored(from.anchor, depth, () => this.#map(from, fallback, depth));
    if (isSeq(from)) return this.#anchored(from.anchor, depth, () => this.#seq(from, fallback, depth));
    if (isScalar(from)) return this.#anchored(from.anchor, depth, () => this.#scalar(from, fallback));
    const span = { start: fallback, end: fallback };
    return { kind: "scalar", span, value: null, text: "", style: "absent" };
  }

  #alias(name: string, span: Span, depth: number): AliasNode {
    const anchor = this.#anchors.get(name);
    const height = anchor?.height ?? 0;
    const tooDeep = depth + height > MAX_DEPTH;
    if (!anchor) this.problems.push({ code: "UNKNOWN_ANCHOR", span, detail: name, fatal: true });
    if (tooDeep) this.problems.push({ code: "NESTED_TOO_DEEP", span, detail: name, fatal: true });
    else this.#reached = Math.max(this.#reached, depth + height);
    return { kind: "alias", span, name, target: tooDeep ? undefined : anchor?.node };
  }

  #anchored<T extends Anchored>(name: string | undefined, depth: number, convert: () => T): T {
    if (!name) return convert();
    const before = this.#reached;
    this.#reached = depth;
    const node = convert();
    this.#anchors.set(name, { node, height: this.#reached - depth });
    this.#reached = Math.max(this.#reached, before);
    return node;
  }

  #seq(
    from: {
      readonly items: readonly unknown[];
      readonly flow?: boolean | undefined;
      readonly anchor?: string | undefined;
    },
    fallback: number,
    depth: number,
  ): SeqNode {
    const span = spanOf(from, fallback);
    const items = from.items.map((item) => this.#node(item, span.start, depth + 1));
    return { kind: "seq", span, items, flow: from.flow === true, ...anchor(from) };
  }

  #map(
    from: {
      readonly items: readonly unknown[];
      readonly flow?: boolean | undefined;
      readonly anchor?: string | undefined;
    },
    fallback: number,
    depth: number,
  ): MapNode {
    const span = spanOf(from, fallback);
    const entries = from.items.map((pair) => {
      const { key, value } = pair as { key: unknown; value: unknown };
      return this.#entry(key, value, span.start, depth + 1);
    });
    return { kind: "map", span, entries, flow: from.flow === true, ...anchor(from) };
  }

  #entry(key: unknown, value: unknown, fallback: number, depth: number): Entry {
    const keyNode = this.#key(key, fallback, depth);
    this.#refuseEmptyKey(keyNode);
    const behind = this.#behindColon(keyNode.span.end);
    const valueNode = this.#node(value, behind, depth);
    const end = Math.max(valueNode.span.end, keyNode.span.end);
    return {
      key: keyNode,
      name: typeof keyNode.value === "string" ? keyNode.value : String(keyNode.value ?? keyNode.text),
      value: valueNode,
      span: { start: keyNode.span.start, end },
      merge: keyNode.style === "plain" && keyNode.text === "<<",
    };
  }

  /** `: value`: newer readers take it for the key null, go-yaml refuses it. */
  #refuseEmptyKey({ style, span: { start } }: ScalarNode): void {
    if (style !== "absent" || this.#text[start] !== ":") return;
    this.problems.push({ code: "EMPTY_KEY", span: { start, end: start + 1 }, detail: ":", fatal: true });
  }

  #key(key: unknown, fallback: number, depth: number): ScalarNode {
    const node = this.#node(key, fallback, depth);
    const scalar = node.kind === "alias" ? node.target : node;
    if (scalar?.kind === "scalar") return { ...scalar, span: node.span };
    // a map or list as a key is no setting of the Agent; its source text stands for it
    const text = this.#text.slice(node.span.start, node.span.end);
    return { kind: "scalar", span: node.span, value: text, text, style: "plain" };
  }

  #scalar(from: Scalar, fallback: number): ScalarNode {
    const span = spanOf(from, fallback);
    const text = typeof from.value === "string" ? from.value : String(from.value ?? "");
    const style = styleOf(from, span);
    return { kind: "scalar", span, value: resolved(from, style, text), text, style, ...anchor(from) };
  }

  #behindColon(offset: number): number {
    let at = offset;
    while (at < this.#text.length && (this.#text[at] === " " || this.#text[at] === "\t")) at++;
    return this.#text[at] === ":" ? at + 1 : offset;
  }
}

function resolved({ tag }: Scalar, style: ScalarStyle, text: string): ScalarNode["value"] {
  if (tag) return resolveTagged(tag, text);
  if (style === "absent") return null;
  return style === "plain" ? resolvePlain(text) : text;
}

function anchor(from: { readonly anchor?: string | undefined }): { anchor?: string } {
  return from.anchor ? { anchor: from.anchor } : {};
}

function spanOf(from: unknown, fallback: number): Span {
  const range = (from as { range?: readonly [number, number, number] | null }).range;
  return range ? { start: range[0], end: range[1] } : { start: fallback, end: fallback };
}

function styleOf(from: Scalar, span: Span): ScalarStyle {
  switch (from.type) {
    case Scalar.QUOTE_DOUBLE:
      return "double";
    case Scalar.QUOTE_SINGLE:
      return "single";
    case Scalar.BLOCK_FOLDED:
    case Scalar.BLOCK_LITERAL:
      return "block";
    default:
      return span.start === span.end ? "absent" : "plain";
  }
}
