import type { Span } from "../text";
import { EnclosedReader, isBlank, isBreak, isMarker } from "./enclosed";

/** A quoted or flow value (`"…"`, `[…]`, `{…}`) at the block level of a document. */
export interface Enclosed {
  readonly span: Span;
  readonly quoted: boolean;
  /** False when the text ends before the closing quote or bracket. */
  readonly closed: boolean;
  /** First line of it that is not indented deeper than the key it belongs to, where that line's text starts. */
  readonly outdent: number | undefined;
  /** Comments between the brackets. */
  readonly comments: readonly Span[];
}

export interface Scan {
  readonly enclosed: readonly Enclosed[];
  /** Runs of tabs where only blanks may stand. */
  readonly tabs: readonly Span[];
  /** Levels of nesting that a parser may go down, at most. */
  readonly depth: number;
}

/**
 * Goes over the tokens of a YAML text the way go-yaml's scanner does, to learn what the parsed tree does not
 * tell: what the Agent accepts and YAML's newer rules do not, and tabs that only the Agent minds. Never
 * recurses, so nesting of any depth is safe.
 */
export function scanYaml(text: string): Scan {
  return new Scanner(text).run();
}

const BLOCK_HEADER = /^[|>](?:[-+]?[1-9]?|[1-9][-+])(?:[ \t]+#.*|[ \t]*)$/;

class Scanner {
  readonly #text: string;
  readonly #enclosed: Enclosed[] = [];
  readonly #tabs: Span[] = [];
  #depth = 0;
  /** Start of the line that is read, and of the next one. */
  #line = 0;
  #next = 0;
  /** Column of the key or dash that the next value belongs to. */
  #entryColumn = -1;
  /** Columns of the entries that are open. */
  #open: number[] = [];
  /** Dashes and keys on the line so far. */
  #nested = 0;
  /** True behind a plain value, which may go on in the next line. */
  #inPlain = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Scan {
    while (this.#next < this.#text.length) {
      this.#startLine(this.#next);
      this.#readLine();
    }
    return { enclosed: this.#enclosed, tabs: this.#tabs, depth: this.#depth };
  }

  #startLine(at: number): void {
    this.#line = at;
    this.#next = this.#behindNewline(this.#endOfLine(at));
  }

  #endOfLine(at: number): number {
    let end = at;
    while (end < this.#text.length && !isBreak(this.#text.charCodeAt(end))) end++;
    return end;
  }

  #behindNewline(end: number): number {
    return end + (this.#text.startsWith("\r\n", end) ? 2 : end < this.#text.length ? 1 : 0);
  }

  #readLine(): void {
    const start = this.#skipIndentation();
    const end = this.#endOfLine(start);
    if (start === end) return;
    if (this.#text[start] === "#") {
      this.#inPlain = false;
      return;
    }
    if (start === this.#line && isMarker(this.#text, start)) {
      [this.#entryColumn, this.#open, this.#inPlain] = [-1, [], false];
      this.#readTokens(start + 3, end, false);
    } else if (start !== this.#line || this.#text[start] !== "%") {
      this.#readTokens(start, end, true);
    }
  }

  /** Offset of the first character of the line that is no white space; notes tabs on the way. */
  #skipIndentation(): number {
    let at = this.#line;
    if (this.#text[at] === "\uFEFF") at++;
    while (this.#text[at] === " ") at++;
    if (this.#text[at] !== "\t") return at;
    if (!this.#inPlain || at - this.#line <= this.#entryColumn) this.#noteTabs(at);
    while (this.#text[at] === " " || this.#text[at] === "\t") at++;
    return at;
  }

  #noteTabs(at: number): void {
    let end = at;
    while (this.#text[end] === "\t") end++;
    this.#tabs.push({ start: at, end });
  }

  /** @param canNest false behind `---`, where no key can stand */
  #readTokens(from: number, end: number, canNest: boolean): void {
    if (this.#inPlain && from - this.#line > this.#entryColumn) {
      this.#readPlain(from, end);
      return;
    }
    [this.#inPlain, this.#nested] = [false, 0];
    if (canNest) this.#openEntry(from - this.#line);
    let at = from;
    let lineEnd = end;
    while (at < lineEnd) {
      at = this.#readIndicator(at, lineEnd) ?? this.#readValue(at, lineEnd, canNest);
      // a value in quotes or brackets may end lines further down
      if (at > lineEnd) lineEnd = this.#endOfLine(at);
    }
  }

  /** Reads what is no value itself. Undefined when a value starts here, the line's end when nothing may follow. */
  #readIndicator(at: number, lineEnd: number): number | undefined {
    const char = this.#text[at] ?? "";
    const beforeBlank = isBlank(this.#text[at + 1]);
    if (isBlank(char)) return at + 1;
    if (char === "#" && isBlank(this.#text[at - 1])) return lineEnd;
    if ((char === "-" || char === "?") && beforeBlank) {
      this.#entryColumn = at - this.#line;
      this.#noteDepth(++this.#nested);
      return this.#behindIndicator(at);
    }
    if (char === ":" && beforeBlank) {
      this.#noteDepth(++this.#nested);
      return at + 1;
    }
    if (char === "|" || char === ">") {
      if (BLOCK_HEADER.test(this.#text.slice(at, lineEnd))) this.#skipBlockScalar(at, lineEnd);
      return lineEnd;
    }
    if (char !== "&" && char !== "*" && char !== "!") return undefined;
    let end = at;
    while (end < lineEnd && !isBlank(this.#text[end])) end++;
    return end;
  }

  #readValue(start: number, lineEnd: number, canNest: boolean): number {
    const end = this.#readContent(this.#text[start] ?? "", start, lineEnd);
    if (this.#isKey(end)) {
      if (this.#line <= start && canNest) this.#entryColumn = start - this.#line;
      this.#inPlain = false;
    }
    return end;
  }

  #readContent(char: string, at: number, end: number): number {
    if (char === '"' || char === "'") return this.#readEnclosed(at, true);
    if (char === "[" || char === "{") return this.#readEnclosed(at, false);
    return this.#readPlain(at, end);
  }

  #isKey(at: number): boolean {
    let colon = at;
    while (this.#text[colon] === " " || this.#text[colon] === "\t") colon++;
    return this.#text[colon] === ":" && isBlank(this.#text[colon + 1]);
  }

  #behindIndicator(at: number): number {
    let behind = at + 1;
    while (this.#text[behind] === " ") behind++;
    if (this.#text[behind] === "\t") this.#noteTabs(behind);
    return behind;
  }

  /** Reads to the end of the line, a comment, or the colon of a key. */
  #readPlain(from: number, end: number): number {
    this.#inPlain = true;
    for (let at = from; at < end; at++) {
      if (this.#text[at] === ":" && isBlank(this.#text[at + 1])) return at;
      if (this.#text[at] === "#" && at > from && isBlank(this.#text[at - 1])) {
        this.#inPlain = false;
        return end;
      }
    }
    return end;
  }

  #readEnclosed(start: number, quoted: boolean): number {
    const reader = new EnclosedReader(this.#text, start, this.#entryColumn);
    const end = quoted ? reader.readQuoted(start) : reader.readFlow();
    this.#enclosed.push({
      span: { start, end },
      quoted,
      closed: reader.closed,
      outdent: reader.outdent,
      comments: reader.comments,
    });
    this.#noteDepth(reader.depth);
    if (end > this.#next) this.#startLine(reader.lastLine);
    return end;
  }

  #skipBlockScalar(header: number, end: number): void {
    const digit = /[1-9]/.exec(this.#text.slice(header, Math.min(header + 3, end)))?.[0];
    let indent = digit ? Math.max(this.#entryColumn, 0) + Number(digit) : 0;
    while (this.#next < this.#text.length) {
      let at = this.#next;
      while (this.#text[at] === " " && (indent === 0 || at - this.#next < indent)) at++;
      const column = at - this.#next;
      const lineEnd = this.#endOfLine(this.#next);
      const isEmpty = this.#text.slice(at, lineEnd).trim() === "";
      if (!isEmpty && column < Math.max(indent, this.#entryColumn + 1) && this.#text[at] !== "\t") return;
      if (this.#text[at] === "\t" && (indent === 0 || column < indent)) this.#noteTabs(at);
      if (!isEmpty && indent === 0) indent = Math.max(column, this.#entryColumn + 1);
      this.#startLine(this.#next);
    }
  }

  #openEntry(column: number): void {
    while ((this.#open.at(-1) ?? -1) >= column) this.#open.pop();
    this.#open.push(column);
    this.#noteDepth(0);
  }

  #noteDepth(below: number): void {
    this.#depth = Math.max(this.#depth, this.#open.length + below);
  }
}
