import type { TextEdit } from "../../../model/edit";
import type { Entry, MapNode, ScalarNode } from "../../../model/node";
import type { Span } from "../../../model/text";
import type { Fix, RuleContext } from "../../define";
import { placeIn } from "./places";

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Writes another text in place of a whole JSON value. */
export function replaceValue(at: { readonly span: Span }, text: string, safe = false): Fix {
  return {
    title: `Write \`${text}\``,
    edits: [{ span: at.span, newText: JSON.stringify(text) }],
    safe,
  };
}

/** Writes another text in place of a part of a JSON string. */
export function replacePart(
  scalar: ScalarNode,
  part: Span,
  text: string,
  context: RuleContext,
  { title = `Write \`${text}\``, safe = false }: { title?: string; safe?: boolean } = {},
): Fix {
  return { title, edits: [{ span: placeIn(scalar, part, context), newText: escaped(text) }], safe };
}

export function renameJsonKey(entry: Entry, name: string, safe = false): Fix {
  return {
    title: `Rename to \`${name}\``,
    edits: [{ span: entry.key.span, newText: JSON.stringify(name) }],
    safe,
  };
}

/** Removes a member of a JSON object and the comma that goes with it. */
export function removeMember(map: MapNode, entry: Entry): TextEdit {
  const index = map.entries.indexOf(entry);
  const next = map.entries[index + 1];
  const previous = map.entries[index - 1];
  if (next) return { span: { start: entry.span.start, end: next.span.start }, newText: "" };
  return { span: { start: previous?.span.end ?? entry.span.start, end: entry.span.end }, newText: "" };
}

/** Puts a member first in a JSON object, laid out as the one that stands there now. */
export function insertFirst(map: MapNode, name: string, value: string, context: RuleContext): TextEdit {
  const first = map.entries[0];
  const start = map.span.start + 1;
  const member = `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  if (!first) return { span: { start, end: start }, newText: ` ${member} ` };
  const gap = context.region.text.slice(start, first.span.start);
  const separator = gap.includes("\n")
    ? gap.slice(gap.lastIndexOf("\n") - (gap.includes("\r\n") ? 1 : 0))
    : " ";
  return { span: { start: first.span.start, end: first.span.start }, newText: `${member},${separator}` };
}
