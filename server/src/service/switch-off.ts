import { openDocument } from "../documents/document";
import { applyEdits, YamlEditor } from "../model/edit";
import { entryOf, mapOf, type Node, scalarOf } from "../model/node";

/**
 * The text of a `.ddconf.yaml` with one more entry in its `exclude`.
 *
 * @param before undefined when there is no such file yet
 * @param path of the file to leave out, relative to the folder of the `.ddconf.yaml`
 * @returns undefined where `exclude` is written in a way that is better changed by hand
 */
export function withExclude(before: string | undefined, path: string): string | undefined {
  const text = before ?? "";
  const item = /^[\w.][\w./-]*$/.test(path) ? path : JSON.stringify(path);
  const region = openDocument(".ddconf.yaml", text).regions[0];
  if (!region || region.stream.problems.some(({ fatal }) => fatal)) return undefined;
  const root = region.stream.documents[0]?.root;
  const map = mapOf(root);
  if (!map) {
    const empty = root === undefined || scalarOf(root)?.value === null;
    return empty
      ? `${text === "" || text.endsWith("\n") ? text : `${text}\n`}exclude:\n  - ${item}\n`
      : undefined;
  }
  const entry = entryOf(map, "exclude");
  const edit = entry
    ? withItem(text, entry.value, item)
    : new YamlEditor(text).insert(map, [], ["exclude:", `  - ${item}`]);
  return edit && applyEdits(text, [edit]);
}

function withItem(text: string, list: Node, item: string) {
  const last = list.kind === "seq" ? list.items.at(-1) : undefined;
  if (list.kind !== "seq" || !last) return undefined;
  if (list.flow) return { span: { start: last.span.end, end: last.span.end }, newText: `, ${item}` };
  const dash = text.lastIndexOf("-", last.span.start - 1);
  const indent = text.slice(text.lastIndexOf("\n", dash) + 1, dash);
  if (dash < 0 || indent.trim() !== "" || last.kind !== "scalar" || last.style === "block") return undefined;
  const lineEnd = text.indexOf("\n", last.span.end);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  if (lineEnd < 0)
    return { span: { start: text.length, end: text.length }, newText: `${newline}${indent}- ${item}` };
  return { span: { start: lineEnd + 1, end: lineEnd + 1 }, newText: `${indent}- ${item}${newline}` };
}
