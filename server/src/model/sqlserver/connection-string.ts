import type { Span } from "../text";

/** One `key=value`. Spans are offsets in the connection string, braces included. */
export interface ConnectionProperty {
  /** Without braces; empty where a part has no `=`, which the check lets pass. */
  readonly key: string;
  readonly value: string;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

/**
 * Why the check refuses a connection string.
 * - `equals-in-value`: a second `=` outside braces
 * - `empty-key`, `empty-value`: nothing before or behind `=`
 * - `empty-part`: nothing at all before a `;`
 * - `stray-brace`: a `}` that closes nothing
 * - `unclosed-brace`: a `{` without its `}`
 */
export type ConnectionProblemKind =
  | "equals-in-value"
  | "empty-key"
  | "empty-value"
  | "empty-part"
  | "stray-brace"
  | "unclosed-brace";

export interface ConnectionProblem {
  readonly kind: ConnectionProblemKind;
  /** The character or key at fault. */
  readonly span: Span;
  /** Key of the part it stands in, as far as it was read. */
  readonly key: string;
  /** From the value's first character to the next `;`, where there is a value. */
  readonly valueSpan?: Span;
}

export interface ConnectionString {
  /** In their order, up to the problem. */
  readonly properties: readonly ConnectionProperty[];
  /** The check reads no further than its first problem. */
  readonly problem?: ConnectionProblem;
}

/**
 * Reads a connection string as the sqlserver check does before it hands it to the driver: parts end in `;`
 * (the last one may do without), blanks before a key do not count, and text in braces is taken as it stands,
 * where `}}` is one `}`. A brace may open anywhere, in a key too.
 */
export function parseConnectionString(text: string): ConnectionString {
  return new Reader(text).read();
}

/** A value as it is written into a connection string; in braces where it needs them. An empty one cannot be. */
export function connectionValue(value: string): string {
  return /[=;{}]|^\s|\s$/.test(value) ? `{${value.replaceAll("}", "}}")}}` : value;
}

/** The property of that name which the check sees: case does not count, and the last one wins. */
export function propertyOf({ properties }: ConnectionString, name: string): ConnectionProperty | undefined {
  return properties.filter(({ key }) => key.toLowerCase() === name.toLowerCase()).at(-1);
}

/** A stretch of text up to a `=`, a `;` or the end, with its braces taken away. */
interface Token {
  readonly text: string;
  readonly span: Span;
}

class Reader {
  readonly #text: string;
  readonly #end: number;
  readonly #properties: ConnectionProperty[] = [];
  #at: number;
  #problem: ConnectionProblem | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#end = text.trimEnd().length;
    this.#at = Math.min(text.length - text.trimStart().length, this.#end);
  }

  read(): ConnectionString {
    while (this.#at < this.#end && !this.#problem) this.#part();
    const properties = this.#properties;
    return this.#problem ? { properties, problem: this.#problem } : { properties };
  }

  #part(): void {
    while (this.#text[this.#at] === " ") this.#at++;
    const key = this.#token("");
    if (!key) return;
    const { start } = key.span;
    if (this.#here() === "=") this.#value(key);
    else if (key.text === "") this.#fail("empty-part", key.span, "");
    else this.#add("", key.text, { start, end: start }, key.span);
  }

  #value(key: Token): void {
    if (key.text === "") {
      this.#fail("empty-key", this.#character(), "");
      return;
    }
    this.#at++;
    const value = this.#token(key.text);
    if (!value) return;
    if (this.#here() === "=") this.#fail("equals-in-value", this.#character(), key.text, value.span.start);
    else if (value.text === "") this.#fail("empty-value", key.span, key.text);
    else this.#add(key.text, value.text, key.span, value.span);
  }

  #add(key: string, value: string, keySpan: Span, valueSpan: Span): void {
    this.#properties.push({ key, value, keySpan, valueSpan });
    this.#at++;
  }

  /** @param key key of the value that is read; empty while the key itself is */
  #token(key: string): Token | undefined {
    const start = this.#at;
    let text = "";
    for (let char = this.#here(); char !== "" && char !== "=" && char !== ";"; char = this.#here()) {
      if (char === "}") {
        this.#fail("stray-brace", this.#character(), key, key === "" ? undefined : start);
        return undefined;
      }
      const escaped = char === "{" ? this.#braces(key) : char;
      if (escaped === undefined) return undefined;
      text += escaped;
      if (char !== "{") this.#at++;
    }
    // a `;` without anything before it is itself what can be pointed at
    const end = this.#at === start && this.#here() === ";" ? start + 1 : this.#at;
    return { text, span: { start, end } };
  }

  /** Reads `{…}` and leaves the position behind it. */
  #braces(key: string): string | undefined {
    const open = this.#character();
    let text = "";
    for (this.#at++; this.#at < this.#end; this.#at++) {
      const char = this.#here();
      if (char === "}" && this.#text[this.#at + 1] !== "}") {
        this.#at++;
        return text;
      }
      if (char === "}") this.#at++;
      text += char;
    }
    this.#fail("unclosed-brace", open, key);
    return undefined;
  }

  #fail(kind: ConnectionProblemKind, span: Span, key: string, valueStart?: number): void {
    const valueEnd = this.#text.indexOf(";", span.end);
    const valueSpan = { start: valueStart ?? 0, end: valueEnd < 0 ? this.#end : valueEnd };
    this.#problem = { kind, span, key, ...(valueStart === undefined ? {} : { valueSpan }) };
  }

  #here(): string {
    return this.#at < this.#end ? this.#text.charAt(this.#at) : "";
  }

  #character(): Span {
    return { start: this.#at, end: this.#at + 1 };
  }
}
