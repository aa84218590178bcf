/**
 * A key, token or password. It shows itself nowhere: not in a template string, in JSON, in a log or when it is
 * inspected. Only the code that hands it to its recipient calls `reveal`.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  /** What the Agent, too, tells of a key: its last four characters; nothing of values too short to keep the rest. */
  get ending(): string {
    return this.#value.length < 16 ? "…" : `…${this.#value.slice(-4)}`;
  }

  get isEmpty(): boolean {
    return this.#value === "";
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[secret]";
  }
}
