import type { Node } from "../../model/node";
import type { Span } from "../../model/text";
import { defineRule } from "../define";

export default defineRule({
  id: "yaml/extra-document",
  title: "The Agent reads only the first document of a file",
  severity: "warning",
  appliesTo: "source",
  check({ stream, text }, report, { kind, root }) {
    const second = stream.documents.slice(1).find((document) => document.root)?.root;
    if (!second) return;
    const reader = kind === "ddconf-config" ? "ddconf" : "The Agent";
    const first = root ? "" : ", which is empty here";
    report(startOf(second, text), {
      message: `This stands in another YAML document, behind a \`---\` line. ${reader} reads only the first document of a file${first}, and ignores this one. Remove the \`---\` line to make it one document, or move this into a file of its own.`,
    });
  },
});

/** The first key of a map, else the first line. */
function startOf(node: Node, text: string): Span {
  const key = node.kind === "map" ? node.entries[0]?.key : undefined;
  if (key) return key.span;
  const { start, end } = node.span;
  const line = text.slice(start, end).search(/\s*[\r\n]/);
  return { start, end: line < 0 ? end : start + line };
}
