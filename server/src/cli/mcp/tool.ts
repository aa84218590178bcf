/** Something that a language model may call. None of them writes a file or goes beyond this machine. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  /** Tells the model when to call it. */
  readonly description: string;
  /** `properties` and `required` of the JSON Schema of its arguments. */
  readonly input: {
    readonly properties: Readonly<Record<string, object>>;
    readonly required?: string[];
  };
  /** @throws ToolError with a message for the model */
  run(given: Readonly<Record<string, unknown>>): Promise<Answer>;
}

export interface Answer {
  readonly text: string;
  readonly data?: Record<string, unknown>;
}

const BRAND = Symbol.for("ddconf.ToolError");

/** A call that makes no sense. Known across bundles, each of which has a copy of this class. */
export class ToolError extends Error {
  readonly [BRAND] = true;

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && BRAND in value;
  }
}

/** A text argument, or undefined when it is not given. */
export function optionalText(given: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = given[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw new ToolError(`The argument ${name} is a text.`);
  return value;
}
