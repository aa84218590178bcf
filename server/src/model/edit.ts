import { type Entry, effectiveEntries, type MapNode, mapOf, type Node, scalarOf } from "./node";
import { LineIndex, type Span } from "./text";

/** Replaces `span` by `newText`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Applies edits that do not overlap. Their spans refer to the text before any of them. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.order - b.order);
  let out = "";
  let at = 0;
  for (const { span, newText } of sorted) {
    out += text.slice(at, span.start) + newText;
    at = Math.max(at, span.end);
  }
  return out + text.slice(at);
}

/** Gives an entry another key. A key in quotes keeps them: JSON inside of YAML has to stay JSON. */
export function renameKey({ key }: Entry, name: string): TextEdit {
  const quote = key.style === "double" ? '"' : key.style === "single" ? "'" : "";
  return { span: key.span, newText: `${quote}${name}${quote}` };
}

/**
 * Edits of block-style YAML that keep comments, indentation and line ends. A function answers `undefined`
 * where it cannot be sure (flow style, aliases): then there is no fix, rather than a wrong one.
 */
export class YamlEditor {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #newline: string;

  constructor(text: string, lines = new LineIndex(text)) {
    this.#text = text;
    this.#lines = lines;
    this.#newline = text.includes("\r\n") ? "\r\n" : "\n";
  }

  /** Removes an entry with its lines and the comment on them. Comments above stay. */
  remove(entry: Entry): TextEdit | undefined {
    const span = this.#ownLines(entry);
    return span && { span, newText: "" };
  }

  /**
   * Moves an entry to `path` (keys from the root; the last one may differ from the old name). Comment lines
   * right above it go with it. Sections on the way are created.
   */
  move(entry: Entry, root: MapNode, path: readonly string[]): readonly TextEdit[] | undefined {
    const cut = this.cut(entry, path.at(-1));
    const insertion = cut && this.insert(root, path.slice(0, -1), cut.block);
    if (!insertion || (insertion.span.start > cut.span.start && insertion.span.start < cut.span.end))
      return undefined;
    return [{ span: cut.span, newText: "" }, insertion];
  }

  /**
   * The lines of an entry and the comment lines right above it, for `insert` to put elsewhere, and the span
   * that is to be removed for that.
   *
   * @param name new name of its key
   */
  cut(entry: Entry, name?: string): { readonly span: Span; readonly block: readonly string[] } | undefined {
    const own = this.#ownLines(entry);
    if (!own) return undefined;
    const span = this.#withCommentsAbove(own, entry);
    const indent = this.#column(entry.key.span.start);
    const source = this.#text.slice(span.start, span.end).replace(/\r?\n$/, "");
    const key = { start: entry.key.span.start - span.start, end: entry.key.span.end - span.start };
    const renamed =
      source.slice(0, key.start) + (name ?? source.slice(key.start, key.end)) + source.slice(key.end);
    const block = renamed
      .split(/\r?\n/)
      .map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)));
    return { span, block };
  }

  /** Removes a key whose value has been removed from the lines below it. A comment behind the key stays. */
  removeKey(entry: Entry): TextEdit | undefined {
    const line = this.#lines.lineAt(entry.key.span.start);
    const { start, end } = this.#lines.lineSpan(line);
    const behind = /^\s*:\s*/.exec(this.#text.slice(entry.key.span.end, end));
    if (!behind || this.#text.slice(start, entry.key.span.start).trim() !== "") return undefined;
    const rest = entry.key.span.end + behind[0].length;
    if (rest === end) return { span: this.#lines.fullLineSpan(line), newText: "" };
    if (this.#text[rest] !== "#") return undefined;
    return { span: { start: entry.key.span.start, end: rest }, newText: "" };
  }

  /**
   * Inserts lines (indented as if they stood at the root) as the last entries of the section at `path`,
   * which is created where it is missing.
   */
  insert(root: MapNode, path: readonly string[], block: readonly string[]): TextEdit | undefined {
    let map = root;
    for (const [index, name] of path.entries()) {
      const entry = effectiveEntries(map).find((candidate) => candidate.name === name);
      const next = mapOf(entry?.value);
      if (next && entry?.value.kind === "map" && !next.flow) {
        map = next;
        continue;
      }
      if (entry && scalarOf(entry.value)?.value !== null) return undefined;
      const missing = path.slice(entry ? index + 1 : index);
      const nested = [
        ...missing.map((key, depth) => `${"  ".repeat(depth)}${key}:`),
        ...indented(block, missing.length),
      ];
      if (!entry) return this.#append(map, nested);
      if (scalarOf(entry.value)?.style !== "absent") return undefined;
      return this.#behindLine(entry.key.span.end, indented(nested, 1), this.#column(entry.key.span.start));
    }
    return this.#append(map, block);
  }

  #append(map: MapNode, block: readonly string[]): TextEdit | undefined {
    const first = map.entries[0];
    const last = map.entries.at(-1);
    if (map.flow || !first || !last) return undefined;
    return this.#behindLine(this.#contentEnd(last), block, this.#column(first.key.span.start));
  }

  #behindLine(offset: number, block: readonly string[], column: number): TextEdit {
    const { end } = this.#lines.fullLineSpan(this.#lines.lineAt(offset));
    const atEnd = end === this.#text.length && !/\n$/.test(this.#text);
    const text = block.map((line) => (line === "" ? line : " ".repeat(column) + line)).join(this.#newline);
    return { span: { start: end, end }, newText: atEnd ? this.#newline + text : text + this.#newline };
  }

  /** The lines that belong to an entry alone, or undefined when it shares them (flow style, `- key: value`). */
  #ownLines(entry: Entry): Span | undefined {
    const firstLine = this.#lines.lineAt(entry.key.span.start);
    const lastLine = this.#lines.lineAt(this.#contentEnd(entry));
    const start = this.#lines.lineSpan(firstLine).start;
    if (this.#text.slice(start, entry.key.span.start).trim() !== "") return undefined;
    const behind = this.#text.slice(this.#contentEnd(entry), this.#lines.lineSpan(lastLine).end).trim();
    if (behind !== "" && !behind.startsWith("#")) return undefined;
    return { start, end: this.#lines.fullLineSpan(lastLine).end };
  }

  #withCommentsAbove(own: Span, entry: Entry): Span {
    const indent = this.#column(entry.key.span.start);
    let line = this.#lines.lineAt(own.start);
    while (line > 0) {
      const above = this.#lines.lineText(line - 1);
      if (!above.trimStart().startsWith("#") || above.length - above.trimStart().length !== indent) break;
      line--;
    }
    return { start: this.#lines.lineSpan(line).start, end: own.end };
  }

  /** End of an entry without the blank lines and line ends that a block value carries. */
  #contentEnd(entry: Entry): number {
    let end = lastOffset(entry.value, entry.key.span.end);
    while (end > entry.key.span.end && /\s/.test(this.#text[end - 1] ?? "")) end--;
    return end;
  }

  #column(offset: number): number {
    return this.#lines.position(offset).character;
  }
}

function indented(block: readonly string[], depth: number): string[] {
  return block.map((line) => (line === "" ? line : "  ".repeat(depth) + line));
}

/** Where a value really ends: block collections of the parser may reach into the blank lines behind them. */
function lastOffset(node: Node, fallback: number): number {
  if (node.kind === "map" && !node.flow) {
    const last = node.entries.at(-1);
    return last ? lastOffset(last.value, last.key.span.end) : fallback;
  }
  if (node.kind === "seq" && !node.flow) {
    const last = node.items.at(-1);
    return last ? lastOffset(last, node.span.end) : fallback;
  }
  return Math.max(node.span.end, fallback);
}
