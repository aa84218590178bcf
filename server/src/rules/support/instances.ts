import { type DocumentKind, type Integration, isIntegration } from "../../documents/kinds";
import {
  effectiveEntries,
  entryOf,
  type MapNode,
  mapOf,
  type Node,
  nodeAt,
  type Path,
  type SeqNode,
  seqOf,
} from "../../model/node";

/** True for the list of instances itself and for its items, whose shape has a rule of its own. */
export function isShapeOfInstances(path: Path, kind: DocumentKind): boolean {
  return isIntegration(kind) && path[0] === "instances" && path.length <= 2;
}

/** Keys that say which database an instance is about; an instance without any of them is half of another. */
const CONNECTION: Readonly<Record<Integration, readonly string[]>> = {
  postgres: ["host", "username", "user", "password", "port"],
  mysql: ["host", "server", "username", "user", "password", "pass", "sock", "port", "defaults_file"],
  sqlserver: ["host", "username", "password", "dsn", "connection_string", "managed_identity"],
};

/** A list item that is only part of its neighbour, because a dash stands where none belongs. */
export interface StrayDash {
  readonly list: SeqNode;
  /** Index of the item whose dash is too many. */
  readonly index: number;
  /** The item that cannot stand alone. */
  readonly half: MapNode;
}

/** Dashes that split one instance in two. */
export function strayDashes(root: Node | undefined, integration: Integration): readonly StrayDash[] {
  return dashesIn(seqOf(nodeAt(root, ["instances"])), CONNECTION[integration]);
}

/** Dashes that split one custom query in two. */
export function strayDashesInQueries(instance: Node): readonly StrayDash[] {
  return dashesIn(seqOf(entryOf(instance, "custom_queries")?.value), ["query"]);
}

/**
 * Dashes between two maps of which exactly one has a key of `core`, and which have no key in common. Of
 * three items in a row only one dash is too many.
 */
function dashesIn(list: SeqNode | undefined, core: readonly string[]): readonly StrayDash[] {
  const found: StrayDash[] = [];
  if (!list) return found;
  let last = 0;
  for (let index = 1; index < list.items.length; index++) {
    const [before, here] = [mapOf(list.items[index - 1]), mapOf(list.items[index])];
    if (!before || !here || (last > 0 && last === index - 1)) continue;
    const lacking = [before, here].filter((map) => isHalf(map, core));
    const [half] = lacking;
    if (lacking.length !== 1 || !half || shareKeys(before, here)) continue;
    found.push({ list, index, half });
    last = index;
  }
  return found;
}

function isHalf(map: MapNode, core: readonly string[]): boolean {
  return map.entries.length > 0 && !core.some((name) => entryOf(map, name));
}

function shareKeys(a: MapNode, b: MapNode): boolean {
  const names = new Set(effectiveEntries(a).map((entry) => entry.name));
  return effectiveEntries(b).some((entry) => names.has(entry.name));
}
