import type { Path } from "../../model/node";
import type { LineIndex, Span } from "../../model/text";
import { type Enclosing, enclosing } from "./enclosing";
import { type Line, outlineOf, rowOf } from "./outline";

/** A key is being written, or a list item: behind a lone dash nobody can tell which. */
export interface KeyCursor extends Enclosing {
  readonly at: "key";
  /** Column that the key begins at. */
  readonly column: number;
  /** What the completion replaces. */
  readonly word: Span;
  /** The key has its colon already. */
  readonly hasColon: boolean;
  /** The word stands right behind a dash. */
  readonly behindDash: boolean;
  /** Columns of blank space that the line begins with. */
  readonly lineIndent: number;
}

export interface ValueCursor {
  readonly at: "value";
  /** Path of the key, or of the list item. */
  readonly path: Path;
  readonly word: Span;
  /** `key:|` without a blank: YAML needs one. */
  readonly needsBlank: boolean;
  /** The word stands in quotes. */
  readonly quoted: boolean;
}

export type Cursor = KeyCursor | ValueCursor;

/**
 * Tells from indentation alone what is being written at an offset. Undefined in comments, in block scalars,
 * in flow collections, and where the indentation fits no map.
 */
export function cursorAt(lines: LineIndex, offset: number): Cursor | undefined {
  const outline = outlineOf(lines);
  const { line, character } = lines.position(offset);
  const here = outline[line];
  if (!here || here.is === "document-start" || here.is === "continuation") return undefined;
  if (here.is === "blank" && here.within !== undefined && character > here.within) return undefined;
  const text = lines.lineText(line);
  const start = lines.lineSpan(line).start;
  const before = text.slice(0, character);
  if (/(?:^|\s)#/.test(before.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, ""))) return undefined;
  const at = { outline, line, text, start, character };
  return keyCursor(at) ?? valueCursor(at);
}

interface At {
  readonly outline: readonly Line[];
  readonly line: number;
  readonly text: string;
  /** Offset of the line. */
  readonly start: number;
  readonly character: number;
}

const KEY_TYPED = /^([ \t]*)((?:-[ \t]+)*)([\w./$-]*)$/;

function keyCursor({ outline, line, text, start, character }: At): KeyCursor | undefined {
  const typed = KEY_TYPED.exec(text.slice(0, character));
  if (!typed) return undefined;
  const [, indent = "", markers = "", word = ""] = typed;
  const after = text.slice(character);
  const rest = /^[\w./$-]*/.exec(after)?.[0] ?? "";
  const behind = after.slice(rest.length);
  const hasColon = /^[ \t]*:(?:\s|$)/.test(behind);
  if (!hasColon && !/^\s*(?:#.*)?$/.test(behind)) return undefined;
  if (word === "-" || (word === "" && rest !== "")) return undefined;
  const column = character - word.length;
  const dashes = [...markers.matchAll(/-/g)].map(({ index }) => indent.length + index);
  const around = enclosing(outline, line, column, dashes);
  if (!around) return undefined;
  const span = { start: start + column, end: start + character + rest.length };
  return {
    at: "key",
    ...around,
    column,
    word: span,
    hasColon,
    behindDash: dashes.length > 0,
    lineIndent: indent.length,
  };
}

function valueCursor({ outline, line, text, start, character }: At): ValueCursor | undefined {
  const row = rowOf(text);
  const { key, value } = row;
  if (key) {
    const colon = text.indexOf(":", key.end);
    if (character <= colon) return undefined;
    const around = enclosing(outline, line, key.column, row.dashes);
    if (!around) return undefined;
    return valueWord({ ...value, path: [...around.path, key.name] }, start, character, colon + 1);
  }
  if (row.dashes.length === 0) return undefined;
  const around = enclosing(outline, line, value.column, row.dashes);
  return around && valueWord({ ...value, path: around.path }, start, character, value.column);
}

function valueWord(
  value: { readonly column: number; readonly text: string; readonly path: Path },
  start: number,
  character: number,
  behindColon: number,
): ValueCursor | undefined {
  const quoted = /^["']/.test(value.text);
  if (/^[|>[{&*!]/.test(value.text)) return undefined;
  const needsBlank = character === behindColon && value.text === "";
  if (value.text === "") {
    const span = { start: start + character, end: start + character };
    return { at: "value", path: value.path, word: span, needsBlank, quoted };
  }
  const from = value.column + (quoted ? 1 : 0);
  const closed = quoted && value.text.length > 1 && value.text.at(-1) === value.text[0];
  const to = value.column + value.text.length - (closed ? 1 : 0);
  if (character < from || character > to) return undefined;
  return {
    at: "value",
    path: value.path,
    word: { start: start + from, end: start + to },
    needsBlank: false,
    quoted,
  };
}
