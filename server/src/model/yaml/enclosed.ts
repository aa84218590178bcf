import type { Span } from "../text";

/** Reads one quoted or flow value, over as many lines as it takes. */
export class EnclosedReader {
  readonly #text: string;
  readonly #entryColumn: number;
  readonly comments: Span[] = [];
  closed = true;
  outdent: number | undefined;
  depth = 0;
  /** Start of the line on which the value ends. */
  lastLine: number;
  /** Brackets that are open. */
  #open = 0;
  /** Keys since the last comma: a parser that copes with mistakes nests them. */
  #colons = 0;
  /** `token`: a new value may start here; `key`: behind a text in quotes, where a colon needs no blank. */
  #state: "token" | "key" | "plain" = "token";

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
    for (let at = this.lastLine; at < this.#text.length && this.closed; at++) {
      const char = this.#text[at] ?? "";
      if (isBreak(this.#text.charCodeAt(at))) {
        if (this.#endsBefore(at + 1)) return this.#unclosed(at);
      } else if (char === "#" && isBlank(this.#text[at - 1])) {
        at = this.#skipComment(at);
      } else if ((char === '"' || char === "'") && this.#state === "token") {
        at = this.readQuoted(at) - 1;
        this.#state = "key";
      } else if (!isBlank(char)) {
        this.#step(char, isBlank(this.#text[at + 1]));
        if (this.#open === 0) return at + 1;
      }
    }
    return this.#unclosed(this.#text.length);
  }

  #step(char: string, beforeBlank: boolean): void {
    if (char === "[" || char === "{") {
      this.#note(++this.#open);
      this.#state = "token";
    } else if (char === "]" || char === "}") {
      this.#open--;
      this.#state = "key";
    } else if (char === ",") {
      [this.#state, this.#colons] = ["token", 0];
    } else if (char === ":" && (this.#state === "key" || beforeBlank)) {
      this.#state = "token";
      this.#note(this.#open + ++this.#colons);
    } else {
      this.#state = "plain";
    }
  }

  #note(depth: number): void {
    this.depth = Math.max(this.depth, depth);
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
    const column = at - line;
    while (this.#text[at] === "\t") at++;
    const char = this.#text[at] ?? "";
    if (char === "" || char === "#" || isBreak(char.charCodeAt(0)) || column > this.#entryColumn)
      return false;
    // everybody lets the last bracket close at the column of its key
    const closes = this.#open === 1 && column === this.#entryColumn && (char === "]" || char === "}");
    if (!closes) this.outdent ??= at;
    return false;
  }

  #unclosed(end: number): number {
    this.closed = false;
    return end;
  }
}

export function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** White space, a line end, or the end of the text. */
export function isBlank(char: string | undefined): boolean {
  return char === undefined || char === " " || char === "\t" || char === "\n" || char === "\r" || char === "";
}

export function isMarker(text: string, at: number): boolean {
  return (text.startsWith("---", at) || text.startsWith("...", at)) && isBlank(text[at + 3]);
}
