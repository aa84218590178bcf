import type { AgentDocument, Region } from "../documents/document";
import type { DocumentKind } from "../documents/kinds";
import { hasSchema } from "../documents/kinds";
import type { Entry, Node, Path, ScalarNode } from "../model/node";
import { contains, LineIndex, type Position, type Range, type Span } from "../model/text";
import { optionsOf } from "../schema/catalogue";
import type { Option } from "../schema/option";

/** A spot in one configuration of a file. */
export interface Spot {
  readonly region: Region;
  readonly kind: Exclude<DocumentKind, "none">;
  readonly lines: LineIndex;
  /** Offset in the region's text. */
  readonly offset: number;
  /** Root of the YAML document around the offset. */
  readonly root: Node | undefined;
  /** What the schema says of the whole file. */
  readonly options: Option;
}

/** The configuration under a position of the file, or undefined where there is none. */
export function spotAt(document: AgentDocument, position: Position): Spot | undefined {
  const outer = document.lines.offset(position);
  for (const region of document.regions) {
    const offset = region.toInner(outer);
    if (offset === undefined || !hasSchema(region.kind)) continue;
    const lines = region.text === document.text ? document.lines : new LineIndex(region.text);
    const documents = region.stream.documents;
    const around = documents.find(({ span }) => contains(span, offset)) ?? documents[0];
    return { region, kind: region.kind, lines, offset, root: around?.root, options: optionsOf(region.kind) };
  }
  return undefined;
}

/** Range in the file of a stretch of one of its regions. */
export function outerRange(document: AgentDocument, region: Region, span: Span): Range {
  return document.lines.range(region.toOuter(span));
}

/** What stands at an offset of the tree. */
export interface Place {
  /** Path of the entry, or of the list item when `entry` is undefined. */
  readonly path: Path;
  readonly entry: Entry | undefined;
  readonly on: "key" | "value";
  /** The key, or the scalar or alias that is the value. */
  readonly node: Node;
}

/** The key or the value at an offset; undefined between them, and in comments and blank space. */
export function placeAt(
  node: Node | undefined,
  offset: number,
  path: Path = [],
  entry?: Entry,
): Place | undefined {
  if (node?.kind === "map") {
    for (const child of node.entries) {
      const childPath = [...path, child.name];
      if (contains(child.key.span, offset))
        return { path: childPath, entry: child, on: "key", node: child.key };
      const below = placeAt(child.value, offset, childPath, child);
      if (below) return below;
    }
    return undefined;
  }
  if (node?.kind === "seq") {
    for (const [index, item] of node.items.entries()) {
      const below = placeAt(item, offset, [...path, index]);
      if (below) return below;
    }
    return undefined;
  }
  const empty = node?.kind === "scalar" && node.style === "absent";
  return node && !empty && contains(node.span, offset) ? { path, entry, on: "value", node } : undefined;
}

/** The scalar value around an offset. At its very start or end the offset is not in it. */
export function scalarAround(root: Node | undefined, offset: number): ScalarNode | undefined {
  const place = placeAt(root, offset);
  if (place?.on !== "value" || place.node.kind !== "scalar") return undefined;
  return offset > place.node.span.start && offset < place.node.span.end ? place.node : undefined;
}

/** The value under a position of a JSON file, such as a policy. */
export function jsonScalarAt(document: AgentDocument, position: Position): ScalarNode | undefined {
  const outer = document.lines.offset(position);
  for (const region of document.regions) {
    const offset = region.toInner(outer);
    if (offset === undefined || hasSchema(region.kind)) continue;
    const place = placeAt(region.stream.documents[0]?.root, offset);
    if (place?.on === "value" && place.node.kind === "scalar") return place.node;
  }
  return undefined;
}
