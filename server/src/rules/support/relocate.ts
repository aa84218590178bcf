import { renameKey, YamlEditor } from "../../model/edit";
import { type Entry, type MapNode, mapOf, nodeAt, type Path, resolve } from "../../model/node";
import { optionAt } from "../../schema/catalogue";
import type { Option } from "../../schema/option";
import type { Fix, RuleContext } from "../define";

/** The part of a file that option paths start from: the file itself, an instance, or `init_config`. */
export interface Section {
  readonly map: MapNode;
  /** Where the part stands in the file. */
  readonly path: Path;
  readonly option: Option;
}

/** The part of the file that a path of the file lies in; option paths in messages and schemas start there. */
export function sectionOf(path: Path, { root, options, kind }: RuleContext): Section | undefined {
  const inner = kind === "datadog" || kind === "ddconf-config" ? [] : partOf(path);
  const map = mapOf(nodeAt(root, inner));
  const option = optionAt(options, inner);
  return map && option && { map, path: inner, option };
}

function partOf(path: Path): Path {
  if (path[0] === "instances" && typeof path[1] === "number") return path.slice(0, 2);
  return path[0] === "init_config" && path.length > 1 ? path.slice(0, 1) : [];
}

/** True when the value could be the option's, by its shape. A value that is not there fits everywhere. */
export function fits(entry: Entry, option: Option | undefined): boolean {
  const node = resolve(entry.value);
  if (!node || !option || option.types.length === 0) return node !== undefined && option !== undefined;
  if (node.kind === "map") return option.types.includes("object");
  if (node.kind === "seq") return option.types.includes("array");
  return node.value === null || option.types.some((type) => type !== "object" && type !== "array");
}

export interface Relocation {
  readonly entry: Entry;
  /** The map that holds the entry, and where it stands in the file. */
  readonly map: MapNode;
  readonly path: Path;
  /** The option to become, from the root of `section`. */
  readonly to: readonly string[];
  readonly section: Section;
  /** That a rename in place is safe. A move never is: two moves may each add the same section. */
  readonly safe?: boolean;
}

/**
 * Renames an entry or moves it to another place in its part of the file. Undefined when the new place is
 * taken, when the value does not fit there, or when the text cannot be moved with certainty.
 */
export function relocate(move: Relocation, context: RuleContext): Fix | undefined {
  const { entry, map, path, to, section, safe = false } = move;
  const name = to.at(-1);
  if (name === undefined || !map.entries.includes(entry)) return undefined;
  if (nodeAt(section.map, to) || !fits(entry, optionAt(section.option, to))) return undefined;
  const parent = path.slice(section.path.length, -1).join(".");
  if (parent === to.slice(0, -1).join("."))
    return { title: `Rename to \`${name}\``, edits: [renameKey(entry, name)], safe };
  const edits = new YamlEditor(context.region.text, context.lines).move(entry, section.map, to);
  return edits && { title: `Move to \`${to.join(".")}\``, edits, safe: false };
}

/** Removes an entry with its lines, where that is certain. */
export function removal(entry: Entry, context: RuleContext, safe: boolean): Fix | undefined {
  const edit = new YamlEditor(context.region.text, context.lines).remove(entry);
  return edit && { title: `Remove \`${entry.name}\``, edits: [edit], safe };
}
