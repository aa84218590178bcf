import type { DocumentLink } from "vscode-languageserver-types";
import type { AgentDocument } from "../documents/document";
import { hasSchema } from "../documents/kinds";
import { type MapNode, mapOf, nodeAt, type Path, seqOf } from "../model/node";
import { optionAt, optionsOf } from "../schema/catalogue";

/**
 * Links from the keys of sections to their documentation: only those at the top of the file or of an
 * instance, because editors underline every link.
 */
export function documentLinks(document: AgentDocument, signal?: AbortSignal): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const region of document.regions) {
    const root = region.stream.documents[0]?.root;
    const top = mapOf(root);
    if (!top || !hasSchema(region.kind)) continue;
    const options = optionsOf(region.kind);
    const instances = seqOf(nodeAt(root, ["instances"]))?.items ?? [];
    const maps: [MapNode | undefined, Path][] = [
      [top, []],
      ...instances.map((item, index): [MapNode | undefined, Path] => [mapOf(item), ["instances", index]]),
    ];
    for (const [map, path] of maps) {
      signal?.throwIfAborted();
      for (const { key, name } of map?.entries ?? []) {
        const option = optionAt(options, path)?.child(name);
        const target = option?.schema["x-docs"];
        if (!option || !target || option.children.size === 0) continue;
        const range = document.lines.range(region.toOuter(key.span));
        links.push({ range, target, tooltip: `Documentation of ${option.path.join(".")}` });
      }
    }
  }
  return links;
}
