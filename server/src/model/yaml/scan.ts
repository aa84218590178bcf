import type { Span } from "../text";

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
    let at = from;
    let lineEnd = end;
    let nested = 0;
    if (this.#inPlain && at - this.#line > this.#entryColumn) {
      this.#readPlain(at, lineEnd);
      return;
    }
    this.#inPlain = false;
    if (canNest) this.#openEntry(at - this.#line);
    while (at < lineEnd) {
      const char = this.#text[at] ?? "";
      const column = at - this.#line;
      if (char === " " || char === "\t") at++;
      else if (char === "#" && isBlank(this.#text[at - 1])) return;
      else if ((char === "-" || char === "?") && isBlank(this.#text[at + 1])) {
        this.#entryColumn = column;
        this.#noteDepth(++nested);
        at = this.#behindIndicator(at);
      } else if (char === ":" && isBlank(this.#text[at + 1])) {
        this.#noteDepth(++nested);
        at++;
      } else if (char === "|" || char === ">") {
        if (BLOCK_HEADER.test(this.#text.slice(at, lineEnd))) this.#skipBlockScalar(at, lineEnd);
        return;
      } else if (char === "&" || char === "*" || char === "!") {
        while (at < lineEnd && !isBlank(this.#text[at])) at++;
      } else {
        const start = at;
        at = this.#readContent(char, at, lineEnd);
        if (at > lineEnd) lineEnd = this.#endOfLine(at);
        if (!this.#isKey(at)) continue;
        if (this.#line <= start && canNest) this.#entryColumn = start - this.#line;
        this.#inPlain = false;
      }
    }
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

/** Reads one quoted or flow value, over as many lines as it takes. */
class EnclosedReader {
  readonly #text: string;
  readonly #entryColumn: number;
  readonly comments: Span[] = [];
  closed = true;
  outdent: number | undefined;
  depth = 0;
  /** Start of the line on which the value ends. */
  lastLine: number;

  constructor(text: string, start: number, entryColumn: number) {
    this.#text = text;
    this.#entryColumn = entryColumn;
    this.lastLine = start;
  }

  /** @returns the offset behind the closing quote, or the end of the text */
  readQuoted(start: number): number {
    const quote = this.#text[start];
    for (let at = start + 1; at < this.#text.length; at++) {
      const char = this.#text[at];
      if (isBreak(this.#text.charCodeAt(at))) {
        if (this.#endsBefore(at + 1)) return this.#unclosed(at);
      } else if (char === "\\" && quote === '"') {
        if (!isBreak(this.#text.charCodeAt(at + 1))) at++;
      } else if (char === quote) {
        if (quote === '"' || this.#text[at + 1] !== "'") return at + 1;
        at++;
      }
    }
    return this.#unclosed(this.#text.length);
  }

  /** @returns the offset behind the closing bracket, or the end of the text */
  readFlow(): number {
    let open = 0;
    let colons = 0;
    // `token`: a new value may start here; `key`: behind a quoted text, where a colon needs no blank
    let state: "token" | "key" | "plain" = "token";
    for (let at = this.lastLine; at < this.#text.length; at++) {
      const char = this.#text[at] ?? "";
      if (isBreak(this.#text.charCodeAt(at))) {
        if (this.#endsBefore(at + 1)) return this.#unclosed(at);
      } else if (char === "[" || char === "{") {
        this.depth = Math.max(this.depth, ++open);
        state = "token";
      } else if (char === "]" || char === "}") {
        if (--open === 0) return at + 1;
        state = "key";
      } else if (char === ",") {
        [state, colons] = ["token", 0];
      } else if (char === ":" && (state === "key" || isBlank(this.#text[at + 1]))) {
        state = "token";
        this.depth = Math.max(this.depth, open + ++colons);
      } else if (char === "#" && isBlank(this.#text[at - 1])) {
        at = this.#skipComment(at);
      } else if ((char === '"' || char === "'") && state === "token") {
        at = this.readQuoted(at) - 1;
        if (!this.closed) return at + 1;
        state = "key";
      } else if (!isBlank(char)) {
        state = "plain";
      }
    }
    return this.#unclosed(this.#text.length);
  }

  #skipComment(start: number): number {
    let end = start;
    while (end < this.#text.length && !isBreak(this.#text.charCodeAt(end))) end++;
    this.comments.push({ start, end });
    return end - 1;
  }

  /** Looks at the line that starts at `line`; true when a document marker there ends everything. */
  #endsBefore(line: number): boolean {
    this.lastLine = line;
    if (isMarker(this.#text, line)) return true;
    let at = line;
    while (this.#text[at] === " ") at++;
    const empty = at >= this.#text.length || isBreak(this.#text.charCodeAt(at)) || this.#text[at] === "#";
    if (!empty && at - line <= this.#entryColumn) this.outdent ??= at;
    return false;
  }

  #unclosed(end: number): number {
    this.closed = false;
    return end;
  }
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** White space, a line end, or the end of the text. */
function isBlank(char: string | undefined): boolean {
  return char === undefined || char === " " || char === "\t" || char === "\n" || char === "\r" || char === "";
}

function isMarker(text: string, at: number): boolean {
  return (text.startsWith("---", at) || text.startsWith("...", at)) && isBlank(text[at + 3]);
}
