import { type TextEdit, YamlEditor } from "../../model/edit";
import { type Entry, type MapNode, mapOf, type Node, nodeAt } from "../../model/node";
import type { Fix, RuleContext } from "../define";
import { DELEGATED_AUTH, type DelegatedAuthBlock, readDelegatedAuth } from "./delegated-auth";

/** An entry on its way into a section, given by its path of keys from the root. */
export interface Relocation {
  readonly entry: Entry;
  readonly into: readonly string[];
  /** Its new name. */
  readonly as?: string;
}

/** Path of the global block, spelt as in the file. */
export function globalPath(root: MapNode): readonly string[] {
  return [readDelegatedAuth(root).global?.entry.name ?? DELEGATED_AUTH];
}

/**
 * Edits that move entries out of a block or remove them, together with the keys that would be left without a
 * value. Lines that hold only a comment stay or move along. Undefined where that cannot be done safely.
 */
export function relocate(
  { region, lines }: RuleContext,
  root: MapNode,
  block: DelegatedAuthBlock,
  moves: readonly Relocation[],
  removals: readonly Entry[] = [],
): readonly TextEdit[] | undefined {
  const editor = new YamlEditor(region.text, lines);
  const edits: (TextEdit | undefined)[] = [];
  const gone = new Set<Entry>();
  const targets = new Map<string, { into: readonly string[]; lines: string[] }>();
  for (const { entry, into, as } of moves) {
    const cut = isShared(entry.value) ? undefined : editor.cut(entry, as);
    if (!cut) return undefined;
    gone.add(entry);
    edits.push({ span: cut.span, newText: "" });
    const target = targets.get(into.join("\n")) ?? { into, lines: [] };
    target.lines.push(...cut.block);
    targets.set(into.join("\n"), target);
  }
  for (const leaf of removals.flatMap(leaves)) {
    gone.add(leaf);
    edits.push(isShared(leaf.value) ? undefined : editor.remove(leaf));
  }
  const refilled = new Set(moves.flatMap(({ into }) => entriesOn(root, into)));
  for (const key of emptiedKeys(block, gone)) if (!refilled.has(key)) edits.push(editor.removeKey(key));
  // where two insertions meet, the deeper one comes first
  const inserts = [...targets.values()].sort((a, b) => b.into.length - a.into.length);
  for (const { into, lines } of inserts) edits.push(editor.insert(root, into, lines));
  const complete = edits.filter((edit) => edit !== undefined);
  return complete.length === edits.length ? complete : undefined;
}

/** A fix that removes an entry of a block, and the keys that this leaves empty. */
export function removal(
  context: RuleContext,
  root: MapNode,
  block: DelegatedAuthBlock,
  entry: Entry,
  { title = `Remove \`${entry.name}\``, safe = false } = {},
): Fix | undefined {
  const edits = relocate(context, root, block, [], [entry]);
  return edits && { title, edits, safe };
}

/** The entries below an entry that have lines of their own; removing just those keeps comments between them. */
function leaves(entry: Entry): readonly Entry[] {
  const { value } = entry;
  return value.kind === "map" && !value.flow && !value.anchor ? value.entries.flatMap(leaves) : [entry];
}

/** The entries that a path of keys leads through, as far as they exist. */
function entriesOn(root: MapNode, path: readonly string[]): readonly Entry[] {
  return path.flatMap((_, depth) => {
    const parent = mapOf(nodeAt(root, path.slice(0, depth)));
    return parent?.entries.filter(({ name }) => name === path[depth]) ?? [];
  });
}

function emptiedKeys(block: DelegatedAuthBlock, gone: ReadonlySet<Entry>): readonly Entry[] {
  const below = (entry: Entry): readonly Entry[] => [
    entry,
    ...(entry.value.kind === "map" ? entry.value.entries.flatMap(below) : []),
  ];
  return [...block.parents, ...below(block.entry)].filter(
    (entry) => !gone.has(entry) && isEmptied(entry.value, gone),
  );
}

function isEmptied(node: Node, gone: ReadonlySet<Entry>): boolean {
  if (node.kind !== "map" || node.flow || node.anchor || node.entries.length === 0) return false;
  return node.entries.every((entry) => gone.has(entry) || isEmptied(entry.value, gone));
}

/** True when an alias elsewhere may point here, or this is one: moving it could change what it stands for. */
function isShared(node: Node): boolean {
  if (node.kind === "alias" || node.anchor !== undefined) return true;
  if (node.kind === "map") return node.entries.some((entry) => entry.merge || isShared(entry.value));
  return node.kind === "seq" && node.items.some(isShared);
}
