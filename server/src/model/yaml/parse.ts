import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node as LibraryNode,
  parseAllDocuments,
  Scalar,
} from "yaml";
import type { AliasNode, Entry, MapNode, Node, ScalarNode, ScalarStyle, SeqNode } from "../node";
import type { Span } from "../text";
import { nestsTooDeeply } from "./depth";
import { resolvePlain, resolveTagged } from "./scalar";

/** One document of a YAML stream. */
export interface YamlDocument {
  /** `undefined` when the document is empty or holds only comments. */
  readonly root: Node | undefined;
  readonly span: Span;
}

/** A place where the text is no YAML. `code` is the parser's own code and never shown. */
export interface SyntaxProblem {
  readonly code: string;
  readonly span: Span;
  readonly detail: string;
}

export interface YamlStream {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Reads YAML as the Agent does. Never throws: what cannot be read becomes a problem, and the tree holds
 * what could be saved.
 */
export function parseYaml(text: string): YamlStream {
  let documents: Document.Parsed[];
  if (nestsTooDeeply(text)) return unreadable("The text nests too many levels.");
  try {
    const parsed = parseAllDocuments(text, {
      version: "1.1",
      schema: "failsafe", // scalars are resolved here, by the Agent's rules and not the library's
      uniqueKeys: false,
      prettyErrors: false,
      strict: true,
      logLevel: "silent",
      stringKeys: false,
    });
    documents = Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
  const problems: SyntaxProblem[] = [];
  for (const document of documents) {
    for (const error of document.errors) {
      const [start, end] = error.pos;
      problems.push({
        code: error.code,
        span: { start, end: Math.max(start, Math.min(end, text.length)) },
        detail: error.message,
      });
    }
  }
  return { documents: documents.map((document) => convertDocument(document, text)), problems };
}

function unreadable(detail: string): YamlStream {
  return { documents: [], problems: [{ code: "UNREADABLE", span: { start: 0, end: 0 }, detail }] };
}

function convertDocument(document: Document.Parsed, text: string): YamlDocument {
  const [start, , end] = document.range;
  const converter = new Converter(text);
  const contents = document.contents as LibraryNode | null;
  const root = contents ? converter.node(contents, start) : undefined;
  const empty = root?.kind === "scalar" && root.style === "absent";
  return { root: empty ? undefined : root, span: { start, end } };
}

/** Turns the library's nodes into ours; anchors are known in reading order, so an alias cannot run ahead. */
class Converter {
  readonly #text: string;
  readonly #anchors = new Map<string, Exclude<Node, AliasNode>>();

  constructor(text: string) {
    this.#text = text;
  }

  node(from: unknown, fallback: number): Node {
    if (isAlias(from)) {
      return {
        kind: "alias",
        span: spanOf(from, fallback),
        name: from.source,
        target: this.#anchors.get(from.source),
      };
    }
    if (isMap(from)) {
      return this.#remember(from.anchor, this.#map(from, fallback));
    }
    if (isSeq(from)) {
      const span = spanOf(from, fallback);
      const items = from.items.map((item) => this.node(item, span.start));
      const node: SeqNode = { kind: "seq", span, items, flow: from.flow === true, ...anchor(from) };
      return this.#remember(from.anchor, node);
    }
    if (isScalar(from)) return this.#remember(from.anchor, this.#scalar(from, fallback));
    return {
      kind: "scalar",
      span: { start: fallback, end: fallback },
      value: null,
      text: "",
      style: "absent",
    };
  }

  #map(
    from: {
      items: readonly unknown[];
      flow?: boolean | undefined;
      anchor?: string | undefined;
      range?: unknown;
    },
    fallback: number,
  ): MapNode {
    const span = spanOf(from, fallback);
    const entries: Entry[] = [];
    for (const pair of from.items) {
      const { key, value } = pair as { key: unknown; value: unknown };
      entries.push(this.#entry(key, value, span.start));
    }
    return { kind: "map", span, entries, flow: from.flow === true, ...anchor(from) };
  }

  #entry(key: unknown, value: unknown, fallback: number): Entry {
    const keyNode = this.#key(key, fallback);
    const behind = this.#behindColon(keyNode.span.end);
    const valueNode = this.node(value, behind);
    const end = Math.max(valueNode.span.end, keyNode.span.end);
    return {
      key: keyNode,
      name: typeof keyNode.value === "string" ? keyNode.value : String(keyNode.value ?? keyNode.text),
      value: valueNode,
      span: { start: keyNode.span.start, end },
      merge: keyNode.style === "plain" && keyNode.text === "<<",
    };
  }

  #key(key: unknown, fallback: number): ScalarNode {
    const node = this.node(key, fallback);
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
    let value: ScalarNode["value"] =
      style === "plain" ? resolvePlain(text) : style === "absent" ? null : text;
    if (from.tag) {
      const tagged = resolveTagged(from.tag, text);
      if (tagged !== undefined) value = tagged;
    }
    return { kind: "scalar", span, value, text, style, ...anchor(from) };
  }

  #remember<T extends Exclude<Node, AliasNode>>(name: string | undefined, node: T): T {
    if (name) this.#anchors.set(name, node);
    return node;
  }

  #behindColon(offset: number): number {
    let at = offset;
    while (at < this.#text.length && (this.#text[at] === " " || this.#text[at] === "\t")) at++;
    return this.#text[at] === ":" ? at + 1 : offset;
  }
}

function anchor(from: { anchor?: string | undefined }): { anchor?: string } {
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
