import type { AgentDocument } from "../documents/document";
import { isIntegration } from "../documents/kinds";
import type { Position, Range } from "../model/text";
import { optionAt } from "../schema/catalogue";
import { type Line, outlineOf, type Row } from "./completion/outline";
import { indented } from "./completion/writing";
import { outerRange, type Spot, spotAt } from "./place";

/** A snippet as it is to be inserted; its lines are indented already. */
export interface PlacedSnippet {
  readonly range: Range;
  readonly snippet: string;
}

/**
 * Finds where a snippet of YAML belongs that is asked for at a position: a block of datadog.yaml at the top
 * level, an item in the list of instances, other lines in the instance around the position or else the one
 * before it. Goes by indentation, so it works while the text is no YAML.
 *
 * @param snippet in the syntax of LSP snippets, with lines as if the first one stood at column 0
 * @returns undefined where nothing tells, and for what this file cannot hold
 */
export function placeSnippet(
  document: AgentDocument,
  position: Position,
  snippet: string,
): PlacedSnippet | undefined {
  const spot = spotAt(document, position);
  if (!spot) return undefined;
  const outline = outlineOf(spot.lines);
  const { line } = spot.lines.position(spot.offset);
  const written = snippet.split("\n");
  const target = isIntegration(spot.kind)
    ? inCheck(outline, line, written)
    : spot.kind === "datadog" && { from: line, column: 0, lines: written };
  if (!target || !holds(spot, written)) return undefined;
  const at = lineFor(outline, target);
  const indent = " ".repeat(target.column);
  const text = target.lines.map((words) => (words === "" ? words : indent + words)).join("\n");
  if (at < spot.lines.lineCount) {
    const { start, end } = spot.lines.lineSpan(at);
    // an empty line is taken up; any other one moves down, and so does the end of the text
    const blank = spot.lines.lineText(at).trim() === "" && at < spot.lines.lineCount - 1;
    const range = outerRange(document, spot.region, { start, end: blank ? end : start });
    return { range, snippet: blank ? text : `${text}\n` };
  }
  const end = spot.region.text.length;
  return { range: outerRange(document, spot.region, { start: end, end }), snippet: `\n${text}` };
}

/** True when the schema has the first key of the lines where they would go. */
function holds({ kind, options }: Spot, written: readonly string[]): boolean {
  const first = written.find((words) => words.trim() !== "" && !words.startsWith("#")) ?? "";
  // a key may be a choice: `${1|logs_config,remote_configuration|}:`
  const key = /^(?:- )?(?:\$\{\d+[:|])?(\w+)/.exec(first)?.[1];
  const section = isIntegration(kind) ? optionAt(options, ["instances", 0]) : options;
  return key !== undefined && section?.children.has(key) === true;
}

interface Target {
  /** Line from which on the lines may stand. */
  readonly from: number;
  readonly column: number;
  readonly lines: readonly string[];
}

function inCheck(outline: readonly Line[], line: number, written: readonly string[]): Target | undefined {
  const isItem = written[0]?.startsWith("- ") === true;
  const list = outline.findIndex(
    (row) => row.is === "row" && row.key?.name === "instances" && startOf(row) === 0,
  );
  const opening = outline[list];
  if (opening?.is !== "row")
    return isItem ? { from: line, column: 0, lines: ["instances:", ...indented(written)] } : undefined;
  if (opening.value.text !== "") return undefined;
  const { items, last, end } = itemsBelow(outline, list);
  const from = list <= line && line < end ? line : last;
  if (isItem) return { from, column: items[0]?.column ?? 2, lines: written };
  const item = items.filter((candidate) => candidate.line <= from).at(-1) ?? items[0];
  return item && { from: Math.max(from, item.line), column: item.keys, lines: written };
}

interface Item {
  readonly line: number;
  /** Column of the dash. */
  readonly column: number;
  /** Column of its keys. */
  readonly keys: number;
}

interface ItemList {
  readonly items: readonly Item[];
  /** Its last line that is not blank. */
  readonly last: number;
  /** First line that belongs to something else. */
  readonly end: number;
}

/** The list behind the key on a line. */
function itemsBelow(outline: readonly Line[], list: number): ItemList {
  const items: Item[] = [];
  let last = list;
  for (const [line, row] of outline.entries()) {
    if (line <= list) continue;
    if (row.is === "document-start") return { items, last, end: line };
    if (row.is === "blank") continue;
    if (row.is === "row") {
      const column = startOf(row);
      const dash = row.dashes[0];
      if (dash === undefined && column === 0) return { items, last, end: line };
      if (dash !== undefined && dash === (items[0]?.column ?? dash))
        items.push({ line, column: dash, keys: row.key?.column ?? dash + 2 });
    }
    last = line;
  }
  return { items, last, end: outline.length };
}

/** The first line at or below `from` before which lines of that column cut nothing in two. */
function lineFor(outline: readonly Line[], { from, column }: Target): number {
  const here = outline[from];
  const free = here?.is === "blank" && here.within === undefined;
  if (free && fits(outline.slice(from).find(isContent), column)) return from;
  let next = from + 1;
  while (next < outline.length && !(isContent(outline[next]) && fits(outline[next], column))) next++;
  // blank lines and comments before a key belong to that key
  while (next > from + 1 && outline[next - 1]?.is === "blank") next--;
  return next;
}

function isContent(line: Line | undefined): boolean {
  return line !== undefined && line.is !== "blank";
}

function fits(line: Line | undefined, column: number): boolean {
  if (line === undefined || line.is === "document-start") return true;
  return line.is === "row" && startOf(line) <= column;
}

function startOf({ dashes, key, value }: Row): number {
  return dashes[0] ?? key?.column ?? value.column;
}
