import type { Span } from "../../model/text";
import { evenLineBreaks } from "../../model/yaml/prepare";
import { type Enclosed, scanYaml } from "../../model/yaml/scan";

/** The start of a line that sets a key. */
export const KEY = /^(?:[\w.-]+|"[^"]*"|'[^']*'):(?:\s|$)/;

/** A line of a text. Offsets are those of the whole text. */
export interface Line {
  readonly span: Span;
  readonly text: string;
  /** Offsets of the first character that is no white space, and behind the last one before a comment. */
  readonly contentStart: number;
  readonly contentEnd: number;
}

/** Looks at a text line by line, for places where there is no tree to look at. */
export class SourceText {
  #scanned: readonly Enclosed[] | undefined;

  readonly text: string;

  constructor(text: string) {
    this.text = evenLineBreaks(text);
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  lineAt(offset: number): Line {
    const at = Math.min(offset, this.text.length);
    const start = at === 0 ? 0 : this.text.lastIndexOf("\n", at - 1) + 1;
    const newline = this.text.indexOf("\n", at);
    const text = this.text.slice(start, newline < 0 ? this.text.length : newline).replace(/\r$/, "");
    const contentStart = start + text.length - text.trimStart().length;
    return {
      span: { start, end: start + text.length },
      text,
      contentStart,
      contentEnd: Math.max(contentStart, start + withoutComment(text).length),
    };
  }

  /** The line of an offset up to it. */
  textBefore(offset: number): string {
    return this.text.slice(this.lineAt(offset).span.start, offset);
  }

  /** The next line that is neither empty nor a comment. */
  nextLine(offset: number): Line | undefined {
    let at = this.text.indexOf("\n", offset);
    while (at >= 0) {
      const line = this.lineAt(at + 1);
      if (line.contentEnd > line.contentStart) return line;
      at = this.text.indexOf("\n", at + 1);
    }
    return undefined;
  }

  /** A value without quotes from `offset` on: to the end of the line, a comment, or the bracket round it. */
  valueAt(offset: number): Span {
    const { contentEnd } = this.lineAt(offset);
    const rest = this.text.slice(offset, Math.max(offset, contentEnd));
    const end = this.isInsideBrackets(offset) ? rest.search(/[,\]}]/) : -1;
    return { start: offset, end: offset + (end < 0 ? rest : rest.slice(0, end)).trimEnd().length };
  }

  /** The word at an offset, at least one character where there is one. */
  tokenAt(offset: number): Span {
    const word = /^(?:"[^"\r\n]*"|'[^'\r\n]*'|\S+)/.exec(this.text.slice(offset, offset + 500))?.[0] ?? "";
    const length = Math.max(1, word.replace(/(?<=.):$/, "").length);
    return { start: offset, end: Math.min(offset + length, this.text.length) };
  }

  /** How a message names the word there: only a key by its text, since a value could be a secret. */
  name(token: Span): string {
    const text = this.slice(token);
    return /^["']?[\w.-]{1,60}["']?$/.test(text) && this.text[token.end] === ":"
      ? `\`${text}\``
      : "This line";
  }

  /** The next character on the line that is no white space; `offset` itself where there is none. */
  skipBlanks(offset: number): number {
    return offset + (/^ +(?=\S)/.exec(this.text.slice(offset, offset + 1000))?.[0].length ?? 0);
  }

  /** Where the text in quotes starts that ends on the line of `offset`, before it. */
  openingOfQuoteBefore(offset: number): number | undefined {
    const line = this.lineAt(offset).span.start;
    return this.#enclosed()
      .filter(({ quoted, span }) => quoted && span.end > line && span.end <= offset)
      .at(-1)?.span.start;
  }

  isInsideBrackets(offset: number): boolean {
    return this.#enclosed().some(({ quoted, span }) => !quoted && offset > span.start && offset < span.end);
  }

  #enclosed(): readonly Enclosed[] {
    this.#scanned ??= scanYaml(this.text).enclosed;
    return this.#scanned;
  }

  /** True when the nearest line above at the same column is a list item. */
  hasItemAbove(line: Line): boolean {
    const column = indentOf(line.text);
    for (const text of this.#linesAbove(line))
      if (indentOf(text) === column) return /^\s*-(?:\s|$)/.test(text);
    return false;
  }

  /** The first of the lines right above that are neither settings nor list items. */
  foreignLineAbove(line: Line): Line | undefined {
    let found: Line | undefined;
    let at = line.span.start;
    while (at > 0) {
      const above = this.lineAt(at - 1);
      const content = this.text.slice(above.contentStart, above.contentEnd);
      if (content !== "" && (KEY.test(content) || /^-(?:\s|$)/.test(content))) return found;
      if (content !== "") found = above;
      at = above.span.start;
    }
    return found;
  }

  /** Lines above with something on them, nearest first. */
  #linesAbove(line: Line): string[] {
    const above = this.text.slice(0, line.span.start).split("\n").slice(-60).reverse();
    return above.filter((text) => withoutComment(text).trim() !== "");
  }

  /** Indentations that the last few lines above a line have, without repeats, in rising order. */
  columnsAbove(line: Line): number[] {
    const columns = new Set<number>();
    for (const text of this.#linesAbove(line)) {
      if (columns.size === 2) break;
      columns.add(indentOf(text));
    }
    return [...columns].sort((a, b) => a - b);
  }
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function withoutComment(line: string): string {
  const comment = /(?:^|\s)#/.exec(line);
  return (comment ? line.slice(0, comment.index) : line).trimEnd();
}

/** A text in quotes that is read back as exactly this text. */
export function quoted(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}
