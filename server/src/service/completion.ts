import type { CompletionItem } from "vscode-languageserver-types";
import type { AgentDocument } from "../documents/document";
import { effectiveEntries, mapOf, nodeAt, type Path } from "../model/node";
import type { Position, Span } from "../model/text";
import { parseYaml } from "../model/yaml/parse";
import { optionAt } from "../schema/catalogue";
import type { Option } from "../schema/option";
import { type Cursor, cursorAt, type KeyCursor } from "./completion/cursor";
import type { CompletionFeatures } from "./completion/items";
import { itemsOf, type KeyRequest, keysOf } from "./completion/keys";
import { ruleIdStart, ruleIds } from "./completion/rule-ids";
import { valuesOf } from "./completion/values";
import { outerRange, type Spot, spotAt } from "./place";

/**
 * What can be written at a position. Works by indentation and not by the tree, so it works while the text
 * is no YAML. Nothing in comments and block scalars.
 *
 * @param typed the character that made the editor ask, if any: a blank asks for values and items but not
 *   for keys, so that indenting a line opens no list
 */
export function complete(
  document: AgentDocument,
  position: Position,
  features: CompletionFeatures,
  typed?: string,
): CompletionItem[] {
  const spot = spotAt(document, position);
  if (!spot) return [];
  const range = (span: Span) => outerRange(document, spot.region, span);
  const { line, character } = spot.lines.position(spot.offset);
  const ruleStart = ruleIdStart(spot.lines.lineText(line).slice(0, character));
  if (ruleStart !== undefined)
    return ruleIds(range({ start: spot.offset - character + ruleStart, end: spot.offset }));
  const cursor = cursorAt(spot.lines, spot.offset);
  if (!cursor || !wanted(cursor, typed, spot.kind)) return [];
  const option = optionAt(spot.options, cursor.path);
  if (!option) return [];
  const words = range(cursor.word);
  const typedWord = spot.region.text.slice(cursor.word.start, spot.offset);
  const values = (quoted: boolean, prefix: string) =>
    valuesOf({
      kind: spot.kind,
      option,
      path: cursor.path,
      range: words,
      quoted,
      prefix,
      typed: typedWord,
      snippets: features.snippets,
    });
  if (cursor.at === "value") {
    if (option.types.includes("array") || option.children.size > 0) return [];
    return values(cursor.quoted, cursor.needsBlank ? " " : "");
  }
  const present = namesInMap(spot, cursor, option);
  const request: KeyRequest = { kind: spot.kind, cursor, range: words, features, present };
  if (option.children.size > 0 || option.types.includes("object")) return keysOf(option, request);
  if (option.types.includes("array")) return cursor.behindDash ? [] : itemsOf(option, request);
  return cursor.behindDash && !cursor.hasColon ? values(false, "") : [];
}

function wanted(cursor: Cursor, typed: string | undefined, kind: Spot["kind"]): boolean {
  if (typed === "%") return cursor.at === "value";
  if (typed === " ") return cursor.at === "value" || cursor.behindDash;
  return typed === undefined || (kind === "ddconf-config" && cursor.path[0] === "rules");
}

/** The keys that count at the cursor, merged ones too, in the schema's spelling. */
function namesInMap(spot: Spot, cursor: KeyCursor, section: Option): ReadonlySet<string> {
  const names = [
    ...cursor.siblings,
    ...(cursor.siblings.includes("<<") ? mergedNames(spot, cursor.path) : []),
  ];
  return new Set(names.map((name) => canonical(section, name)));
}

function canonical(section: Option, name: string): string {
  const known = section.child(name);
  return known && section.children.get(known.name) === known ? known.name : name;
}

/** Reads the text without the line at the cursor, which most of the time is what keeps it from being YAML. */
function mergedNames(spot: Spot, path: Path): readonly string[] {
  const { start, end } = spot.lines.lineSpan(spot.lines.lineAt(spot.offset));
  const text = spot.region.text.slice(0, start) + " ".repeat(end - start) + spot.region.text.slice(end);
  const map = mapOf(nodeAt(parseYaml(text).documents[0]?.root, path));
  return map ? effectiveEntries(map).map(({ name }) => name) : [];
}
