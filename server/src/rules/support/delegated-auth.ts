import {
  type Entry,
  effectiveEntries,
  type MapNode,
  mapOf,
  type Node,
  type Path,
  type ScalarNode,
  scalarOf,
} from "../../model/node";

/** The key under which the Agent looks for Workload Identity Federation. */
export const DELEGATED_AUTH = "delegated_auth";

/** Sections that may have a block of their own, which sends their data to another organization. */
export const PRODUCT_SECTIONS: readonly string[] = [
  "logs_config",
  "remote_configuration",
  "evp_proxy_config",
  "ol_proxy_config",
];

/** Settings that count in the global block only; the product blocks take `org_uuid` and nothing else. */
export const PROVIDER_SETTINGS: readonly string[] = ["provider", "aws", "refresh_interval_mins"];

/** Every setting of a block. */
export const BLOCK_SETTINGS: readonly string[] = ["org_uuid", ...PROVIDER_SETTINGS];

/** A `delegated_auth` with its settings. */
export interface DelegatedAuthBlock {
  readonly entry: Entry;
  /** Path of the entry from the root of the file. */
  readonly path: Path;
  /** The map that holds the entry: the root of the file for the global block, else the section. */
  readonly holder: MapNode;
  /** Entries that lead from the root to `holder`, outermost first; only those below the last list. */
  readonly parents: readonly Entry[];
  /** Undefined when nothing is written behind the key. */
  readonly map: MapNode | undefined;
  /** The organization, when one is written: its value may still be a placeholder. */
  readonly orgUuid: ScalarNode | undefined;
}

/** What a datadog.yaml says about delegated authentication. */
export interface DelegatedAuth {
  readonly global: DelegatedAuthBlock | undefined;
  /** Blocks of the product sections, in the order of the file. */
  readonly products: readonly DelegatedAuthBlock[];
  /** Blocks anywhere else, which the Agent does not read. */
  readonly misplaced: readonly DelegatedAuthBlock[];
  /** The blocks that are read and name an organization: with them the feature is on. */
  readonly enabled: readonly DelegatedAuthBlock[];
}

const known = new WeakMap<MapNode, DelegatedAuth>();

/** Reads the delegated authentication of a datadog.yaml from its root. */
export function readDelegatedAuth(root: MapNode): DelegatedAuth {
  let read = known.get(root);
  if (!read) {
    read = readFresh(root);
    known.set(root, read);
  }
  return read;
}

function readFresh(root: MapNode): DelegatedAuth {
  const globalEntry = settingOf(root, DELEGATED_AUTH);
  const global = globalEntry && blockOf(globalEntry, root, [], []);
  const products = effectiveEntries(root).flatMap((section) => {
    const holder = PRODUCT_SECTIONS.includes(section.name.toLowerCase()) ? mapOf(section.value) : undefined;
    const entry = holder && settingOf(holder, DELEGATED_AUTH);
    return holder && entry ? [blockOf(entry, holder, [section.name], [section])] : [];
  });
  const inPlace = new Set([global, ...products].map((block) => block?.entry));
  const misplaced: DelegatedAuthBlock[] = [];
  collectMisplaced(root, [], [], inPlace, misplaced);
  const enabled = [...(global ? [global] : []), ...products].filter(({ orgUuid }) => orgUuid !== undefined);
  return { global, products, misplaced, enabled };
}

function blockOf(entry: Entry, holder: MapNode, above: Path, parents: readonly Entry[]): DelegatedAuthBlock {
  const map = mapOf(entry.value);
  const scalar = map && scalarOf(settingOf(map, "org_uuid")?.value);
  const orgUuid = scalar && scalar.value !== null && scalar.text.trim() !== "" ? scalar : undefined;
  return { entry, path: [...above, entry.name], holder, parents, map, orgUuid };
}

function collectMisplaced(
  node: Node,
  path: Path,
  parents: readonly Entry[],
  inPlace: ReadonlySet<Entry | undefined>,
  found: DelegatedAuthBlock[],
): void {
  if (node.kind === "seq") {
    for (const [index, item] of node.items.entries())
      collectMisplaced(item, [...path, index], [], inPlace, found);
  }
  if (node.kind !== "map") return; // what an alias stands for is visited where it is written
  for (const entry of node.entries) {
    if (inPlace.has(entry)) continue;
    if (path.length > 0 && isBlock(entry)) found.push(blockOf(entry, node, path, parents));
    else collectMisplaced(entry.value, [...path, entry.name], [...parents, entry], inPlace, found);
  }
}

/** True for a `delegated_auth` that is meant as a block, and not for a user's own key of that name. */
export function isBlock(entry: Entry): boolean {
  if (entry.name.toLowerCase() !== DELEGATED_AUTH) return false;
  return (mapOf(entry.value)?.entries.length ?? 0) > 0;
}

/** The entry that counts for a setting of datadog.yaml, whose keys are read without regard to case. */
export function settingOf(map: MapNode | undefined, name: string): Entry | undefined {
  return map && effectiveEntries(map).find((entry) => entry.name.toLowerCase() === name);
}

/** The scalar of a setting, or undefined when it is missing, null, or no scalar. */
export function scalarSetting(map: MapNode | undefined, name: string): ScalarNode | undefined {
  const scalar = scalarOf(settingOf(map, name)?.value);
  return scalar?.value === null ? undefined : scalar;
}

/** The section that a block stands in, as messages name it. */
export function sectionOf(block: DelegatedAuthBlock): string {
  return block.path
    .slice(0, -1)
    .filter((step) => typeof step === "string")
    .join(".");
}

/** False for entries that come from an anchor or a merge: they stand, and count, in another place too. */
export function isWrittenIn(block: DelegatedAuthBlock, entry: Entry): boolean {
  return block.entry.value.kind === "map" && block.entry.value.entries.includes(entry);
}

/** Where a setting of a block is reported: at its key, or at the alias or key that brings it in. */
export function placeOf(block: DelegatedAuthBlock, entry: Entry): Node {
  if (isWrittenIn(block, entry)) return entry.key;
  return block.entry.value.kind === "alias" ? block.entry.value : block.entry.key;
}
