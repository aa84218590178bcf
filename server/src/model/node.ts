import type { Span } from "./text";

/**
 * The tree that rules, hovers and completions see. It is the same for YAML and (later) JSON, keeps every
 * entry as written (duplicates too), and never expands an alias: `AliasNode` points at the shared target.
 */
export type Node = MapNode | SeqNode | ScalarNode | AliasNode;

export type ScalarValue = string | number | boolean | null;
export type ScalarStyle = "plain" | "single" | "double" | "block" | "absent";

export interface ScalarNode {
  readonly kind: "scalar";
  readonly span: Span;
  /** What go-yaml makes of it under YAML 1.1. */
  readonly value: ScalarValue;
  /** The scalar's content as a string, before it is resolved: `yes`, `0755`, `null`. */
  readonly text: string;
  /** `absent` is the empty value of `key:`; its span is the empty spot behind the colon. */
  readonly style: ScalarStyle;
  readonly anchor?: string;
}

export interface MapNode {
  readonly kind: "map";
  readonly span: Span;
  readonly entries: readonly Entry[];
  readonly flow: boolean;
  readonly anchor?: string;
}

export interface SeqNode {
  readonly kind: "seq";
  readonly span: Span;
  readonly items: readonly Node[];
  readonly flow: boolean;
  readonly anchor?: string;
}

export interface AliasNode {
  readonly kind: "alias";
  readonly span: Span;
  readonly name: string;
  readonly target: Exclude<Node, AliasNode> | undefined;
}

export interface Entry {
  readonly key: ScalarNode;
  /** The key as the Agent sees it: scalars of other types become strings (`010:` is `8`). */
  readonly name: string;
  readonly value: Node;
  /** From the key's first character to the value's last. */
  readonly span: Span;
  readonly merge: boolean;
}

export type Step = string | number;
/** Where a value stands, from the root: names of keys and zero-based indexes of list items. */
export type Path = readonly Step[];

/** `["instances", 0, "host"]` → `instances[0].host`. */
export function formatPath(path: Path): string {
  let out = "";
  for (const step of path) {
    if (typeof step === "number") out += `[${step}]`;
    else out += out === "" ? step : `.${step}`;
  }
  return out;
}

/** The node itself, or what an alias stands for. `undefined` for an alias without a target. */
export function resolve(node: Node | undefined): Exclude<Node, AliasNode> | undefined {
  return node?.kind === "alias" ? node.target : node;
}

const effective = new WeakMap<MapNode, readonly Entry[]>();

/**
 * The entries that count for the Agent: of duplicate keys the last. As in go-yaml v2, a `<<` merge stands for
 * its entries at its place, so it overrides keys above it and is overridden by keys below. Each map is worked
 * out once, so shared anchors cost nothing.
 */
export function effectiveEntries(map: MapNode): readonly Entry[] {
  if (isPlain(map)) return map.entries;
  const known = effective.get(map);
  if (known) return known;
  effective.set(map, []); // an anchor that merges itself ends here
  const byName = new Map<string, Entry>();
  for (const entry of map.entries) {
    const entries = entry.merge ? mergedEntries(entry.value) : [entry];
    for (const counted of entries) byName.set(counted.name, counted);
  }
  const result = [...byName.values()];
  effective.set(map, result);
  return result;
}

/** True for small maps without merges and duplicates, as nearly all are: there is nothing to work out. */
function isPlain({ entries }: MapNode): boolean {
  if (entries.length > 8) return false;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (!entry || entry.merge) return false;
    for (let other = 0; other < index; other++) if (entries[other]?.name === entry.name) return false;
  }
  return true;
}

/** Of a list of maps the earlier ones take precedence, so they come last here. */
function mergedEntries(value: Node): readonly Entry[] {
  const target = resolve(value);
  if (target?.kind === "map") return effectiveEntries(target);
  if (target?.kind !== "seq") return [];
  const byName = new Map<string, Entry>();
  for (const item of [...target.items].reverse()) {
    const map = resolve(item);
    if (map?.kind !== "map") continue;
    for (const entry of effectiveEntries(map)) byName.set(entry.name, entry);
  }
  return [...byName.values()];
}

/** The entry of that name which counts for the Agent. */
export function entryOf(node: Node | undefined, name: string): Entry | undefined {
  const map = resolve(node);
  return map?.kind === "map" ? effectiveEntries(map).find((entry) => entry.name === name) : undefined;
}

/** The node at a path below `root`, through aliases and merges. */
export function nodeAt(root: Node | undefined, path: Path): Node | undefined {
  let node = root;
  for (const step of path) {
    const here = resolve(node);
    if (typeof step === "number") node = here?.kind === "seq" ? here.items[step] : undefined;
    else node = entryOf(here, step)?.value;
    if (!node) return undefined;
  }
  return node;
}

export function scalarOf(node: Node | undefined): ScalarNode | undefined {
  const target = resolve(node);
  return target?.kind === "scalar" ? target : undefined;
}

/** The text of a scalar below `root`, or undefined when there is none or it is null. */
export function textAt(root: Node | undefined, path: Path): string | undefined {
  const scalar = scalarOf(nodeAt(root, path));
  return scalar && scalar.value !== null ? scalar.text : undefined;
}

export function mapOf(node: Node | undefined): MapNode | undefined {
  const target = resolve(node);
  return target?.kind === "map" ? target : undefined;
}

export function seqOf(node: Node | undefined): SeqNode | undefined {
  const target = resolve(node);
  return target?.kind === "seq" ? target : undefined;
}
