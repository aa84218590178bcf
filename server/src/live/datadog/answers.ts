import { LiveFailure } from "../failure";
import type { HttpAnswer } from "./request";

/** A JSON object, or undefined for anything else. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** The text at a property, or undefined. */
export function textAt(
  object: Readonly<Record<string, unknown>> | undefined,
  name: string,
): string | undefined {
  const value = object?.[name];
  return typeof value === "string" ? value : undefined;
}

/**
 * The `data` of a JSON:API answer.
 *
 * @param what the answer is to hold, for the failure: `an API key`
 * @throws LiveFailure `service` when the body is no such answer
 */
export function dataOf({ body }: HttpAnswer, what: string): unknown {
  const data = objectOf(parse(body))?.data;
  if (data === undefined) throw unreadable(what);
  return data;
}

/** What a proxy's login page and a changed interface look like. The body may hold a secret and is not quoted. */
export function unreadable(what: string): LiveFailure {
  return new LiveFailure(
    "service",
    `Datadog answered with success, and its answer does not hold ${what} where it should.`,
    "Check that no proxy answers in Datadog's place. If none does, please report it.",
  );
}

export function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** How much of what the service says is quoted. */
const DETAIL_CHARACTERS = 600;

/**
 * What the service says of an error, put together as the Agent does: of each JSON:API error its detail, else its
 * title. A throttled answer has plain texts in their place.
 *
 * @param secrets what must not come back in the quotation, should the service repeat it
 * @returns undefined when it says nothing
 */
export function detailOf({ body }: Pick<HttpAnswer, "body">, secrets: readonly string[]): string | undefined {
  const errors = objectOf(parse(body))?.errors;
  if (!Array.isArray(errors)) return undefined;
  const said = errors.flatMap((error: unknown) => {
    if (typeof error === "string") return [error];
    const object = objectOf(error);
    return textAt(object, "detail") || textAt(object, "title") || [];
  });
  return withoutSecrets(said.join("; "), secrets) || undefined;
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  let shown = text;
  for (const secret of secrets) if (secret !== "") shown = shown.replaceAll(secret, "[secret]");
  shown = shown
    .replace(/Signature=[0-9a-f]+/gi, "Signature=[signature]")
    .replace(/(https?:\/\/[^\s?"]*)\?[^\s"]*/gi, "$1?…")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return shown.length > DETAIL_CHARACTERS ? `${shown.slice(0, DETAIL_CHARACTERS)}…` : shown;
}
