import type { DocumentKind } from "../documents/kinds";
import {
  effectiveEntries,
  type MapNode,
  type Node,
  type Path,
  resolve,
  type ScalarNode,
  type SeqNode,
} from "../model/node";
import { isUnknowable } from "../model/placeholder";
import { loaderOf } from "./loaders";
import type { Option } from "./option";
import type { Mismatch } from "./validate";

/** Aliases followed in one file before the rest is taken as unknowable: a few bytes must not cost minutes. */
const ALIAS_BUDGET = 10_000;

interface Loaded {
  readonly value: unknown;
  readonly mismatches: readonly Mismatch[];
}

/** Marks a value that nothing can be said about; it is left out of what the validators see. */
const UNKNOWABLE = Symbol("unknowable");

/**
 * What the Agent has in memory after reading a file: only known options, scalars cast to their types where
 * its reader can do that. What it cannot cast stays as written, for the validator to reject.
 */
export function loadAsAgent(root: Node, options: Option, kind: DocumentKind): Loaded {
  const reader = new Reader(kind);
  const value = reader.read(root, options, []);
  return { value: value === UNKNOWABLE ? {} : value, mismatches: reader.mismatches };
}

class Reader {
  readonly mismatches: Mismatch[] = [];
  readonly #kind: DocumentKind;
  #budget = ALIAS_BUDGET;

  constructor(kind: DocumentKind) {
    this.#kind = kind;
  }

  read(node: Node, option: Option | undefined, path: Path): unknown {
    if (node.kind === "alias" && --this.#budget < 0) return UNKNOWABLE;
    const target = resolve(node);
    if (!target || !option) return UNKNOWABLE;
    if (option.schema["x-checked-by"]) return UNKNOWABLE;
    if (target.kind === "scalar") return this.#scalar(target, option, path);
    return target.kind === "map" ? this.#map(target, option, path) : this.#list(target, option, path);
  }

  #map(map: MapNode, option: Option, path: Path): unknown {
    const value: Record<string, unknown> = {};
    for (const entry of effectiveEntries(map)) {
      const child = option.child(entry.name);
      if (!child) continue;
      const loaded = this.read(entry.value, child, [...path, entry.name]);
      if (loaded !== UNKNOWABLE) value[child.name] = loaded;
    }
    return value;
  }

  #list(list: SeqNode, option: Option, path: Path): unknown {
    const items = list.items.map((item, index) => this.read(item, option.items, [...path, index]));
    // an unknowable item must not shift the indexes of the others, so a copy of a good neighbour stands in
    const known = items.find((item) => item !== UNKNOWABLE);
    return known === undefined ? [] : items.map((item) => (item === UNKNOWABLE ? known : item));
  }

  #scalar(scalar: ScalarNode, option: Option, path: Path): unknown {
    if (scalar.value === null || isUnknowable(scalar)) return UNKNOWABLE;
    const types = option.types;
    if (types.length === 0) return UNKNOWABLE;
    const loader = loaderOf(this.#kind, path);
    const cast = loader.cast(scalar, types, option.schema);
    if (cast === undefined && !(loader.splitsStrings && readsFromString(scalar, option)))
      return this.#refused(scalar, option, path);
    const doubt = loader.doubt(scalar, types, option.schema);
    if (doubt) this.mismatches.push({ kind: doubt, path, node: scalar, option, doubtful: true });
    return cast ?? UNKNOWABLE;
  }

  #refused(scalar: ScalarNode, option: Option, path: Path): unknown {
    if (option.schema.format && option.types.includes("string")) {
      this.mismatches.push({ kind: "format", path, node: scalar, option });
      return UNKNOWABLE;
    }
    return scalar.value;
  }
}

/** The core Agent splits a lone string into a list of strings, and reads maps and lists of maps from JSON text. */
function readsFromString(scalar: ScalarNode, option: Option): boolean {
  const json = /^\s*[[{]/.test(scalar.text);
  if (option.types.includes("array")) return json || option.items?.types.includes("string") === true;
  return option.types.includes("object") && option.freeForm && json;
}
