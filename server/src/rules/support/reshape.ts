import type { TextEdit } from "../../model/edit";
import type { MapNode, ScalarNode, SeqNode } from "../../model/node";
import type { RuleContext } from "../define";

/** Replaces a scalar by the same characters in quotes. Undefined for block text, which needs none. */
export function quoted(scalar: ScalarNode, text = scalar.text): TextEdit | undefined {
  if (scalar.style === "block" || scalar.style === "absent") return undefined;
  return { span: scalar.span, newText: JSON.stringify(text) };
}

/** Turns `key: value` into a list with that one item, or with several when `parts` are given. */
export function asList(
  scalar: ScalarNode,
  { region }: RuleContext,
  parts?: readonly string[],
): TextEdit | undefined {
  if (scalar.style === "block" || scalar.style === "absent") return undefined;
  const items = parts?.map(flowItem) ?? [
    flowSafe(region.text.slice(scalar.span.start, scalar.span.end), scalar),
  ];
  return { span: scalar.span, newText: `[${items.join(", ")}]` };
}

/** A plain scalar that is safe in block style may need quotes between brackets. */
function flowSafe(source: string, scalar: ScalarNode): string {
  return scalar.style === "plain" && /[,[\]{}]|: |:$|^[?%@`&*!|>]/.test(source)
    ? JSON.stringify(scalar.text)
    : source;
}

function flowItem(text: string): string {
  return /^[A-Za-z_][\w.:/-]*[\w/-]$/.test(text) ? text : JSON.stringify(text);
}

/**
 * Makes a map the only item of a list: a dash before its first key, its other lines two columns further in.
 * Undefined in flow style.
 */
export function asListItem(map: MapNode, { region, lines }: RuleContext): readonly TextEdit[] | undefined {
  const first = map.entries[0];
  if (map.flow || !first) return undefined;
  const edits: TextEdit[] = [
    { span: { start: first.key.span.start, end: first.key.span.start }, newText: "- " },
  ];
  const from = lines.lineAt(first.key.span.start);
  const last = lines.lineAt(endOf(map, region.text));
  for (let line = from + 1; line <= last; line++) {
    const { start } = lines.lineSpan(line);
    if (lines.lineText(line).trim() !== "") edits.push({ span: { start, end: start }, newText: "  " });
  }
  return edits;
}

/**
 * Takes the dash of a list item away, so that its keys join the item before it (or, for the first item, the
 * section that the list stands in). Every key keeps its column. Undefined where dash and key are not on one
 * line.
 */
export function withoutDash(list: SeqNode, index: number, { region }: RuleContext): TextEdit | undefined {
  const item = list.items[index];
  if (list.flow || item?.kind !== "map" || item.flow) return undefined;
  const key = item.entries[0]?.key.span.start;
  if (key === undefined) return undefined;
  const dash = region.text.lastIndexOf("-", key);
  if (dash < list.span.start || !/^-[ \t]+$/.test(region.text.slice(dash, key))) return undefined;
  return { span: { start: dash, end: dash + 1 }, newText: " " };
}

function endOf(map: MapNode, text: string): number {
  let end = map.span.end;
  while (end > map.span.start && /\s/.test(text[end - 1] ?? "")) end--;
  return end;
}
