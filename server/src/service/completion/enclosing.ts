import type { Path, Step } from "../../model/node";
import type { Line, Row } from "./outline";

/** The map that a key at some column belongs to. */
export interface Enclosing {
  /** Path of the map, or of the list when `column` is that of its dashes. */
  readonly path: Path;
  /** Keys that stand in the map already. */
  readonly siblings: readonly string[];
}

/**
 * Finds the map of a key by indentation, nearest line first.
 *
 * @param column column of the key
 * @param dashes columns of the dashes before it on its own line
 * @returns undefined when the column fits no map around the line
 */
export function enclosing(
  outline: readonly Line[],
  line: number,
  column: number,
  dashes: readonly number[],
): Enclosing | undefined {
  const climb = new Climb(column);
  climb.row({ dashes, key: undefined });
  for (let above = line - 1; above >= 0 && !climb.done; above--) {
    const row = outline[above];
    if (row?.is === "document-start") break;
    if (row?.is === "row") climb.row(row);
  }
  const path = climb.path();
  if (!path || climb.misplaced) return undefined;
  const own = outline[line];
  const below = keysBelow(outline, line, column, climb.floor, own?.is === "row" && own.key !== undefined);
  if (below.strangers && climb.siblings.length === 0 && below.keys.length === 0) return undefined;
  return { path, siblings: [...climb.siblings, ...below.keys] };
}

/** Reads tokens (dashes and keys) from right to left and from bottom to top. */
class Climb {
  readonly siblings: string[] = [];
  readonly #column: number;
  readonly #steps: Step[] = [];
  #limit: number;
  #list: { readonly column: number; index: number } | undefined;
  #floor: number | undefined;
  #sawDeeper = false;
  #sawSibling = false;
  #broken = false;
  done = false;

  constructor(column: number) {
    this.#column = column;
    this.#limit = column;
  }

  row({ dashes, key, value }: Pick<Row, "dashes" | "key"> & Partial<Row>): void {
    if (key) this.#key(key.column, key.name, isEmpty(value?.text));
    for (const dash of [...dashes].reverse()) this.#dash(dash);
  }

  /** Column of the key or dash that holds the map; -1 at the root. */
  get floor(): number {
    return this.#floor ?? -1;
  }

  /** True when keys of the map stand at another column than ours. */
  get misplaced(): boolean {
    return this.#sawDeeper && !this.#sawSibling;
  }

  path(): Path | undefined {
    if (this.#broken) return undefined;
    return [...this.#steps, ...(this.#list ? [this.#list.index] : [])].reverse();
  }

  #key(column: number, name: string, empty: boolean): void {
    if (this.done) return;
    if (this.#floor === undefined && column >= this.#column) this.#neighbour(column, name);
    if (this.#list) {
      if (column > this.#list.column) return;
      this.#steps.push(this.#list.index);
      this.#list = undefined;
    } else if (column >= this.#limit) return;
    // a key that has a value on its line has no room for what stands below it
    if (!empty) this.#broken = true;
    this.#steps.push(name);
    this.#descend(column);
  }

  #dash(column: number): void {
    if (this.done) return;
    if (this.#floor === undefined && column >= this.#column) this.#neighbour(column, undefined);
    if (this.#list) {
      if (column === this.#list.column) this.#list.index++;
      if (column >= this.#list.column) return;
      this.#steps.push(this.#list.index);
    } else if (column >= this.#limit) return;
    this.#list = { column, index: 0 };
    this.#limit = column;
    this.#floor ??= column;
  }

  #neighbour(column: number, name: string | undefined): void {
    if (column > this.#column) this.#sawDeeper = true;
    else {
      this.#sawSibling = true;
      if (name !== undefined) this.siblings.push(name);
    }
  }

  #descend(column: number): void {
    this.#limit = column;
    this.#floor ??= column;
    if (column === 0) this.done = true;
  }
}

function isEmpty(value: string | undefined): boolean {
  return value === undefined || value.replace(/^(?:[&!]\S*\s*)+/, "") === "";
}

/**
 * Keys further down in the same map; `strangers` when what comes next in it has another column.
 *
 * @param hasChildren deeper lines below belong to the line itself
 */
function keysBelow(
  outline: readonly Line[],
  line: number,
  column: number,
  floor: number,
  hasChildren: boolean,
): { readonly keys: readonly string[]; readonly strangers: boolean } {
  const keys: string[] = [];
  let strangers = false;
  for (let below = line + 1; below < outline.length; below++) {
    const row = outline[below];
    if (row?.is === "document-start") break;
    if (row?.is !== "row") continue;
    const first = row.dashes[0] ?? row.key?.column;
    if (first === undefined) continue;
    if (first < column) {
      strangers ||= first > floor && keys.length === 0;
      break;
    }
    if (first > column) strangers ||= keys.length === 0 && !hasChildren;
    else if (row.key && row.dashes.length === 0) keys.push(row.key.name);
  }
  return { keys, strangers };
}
