import { type FailureOptions, LiveFailure } from "../failure";
import { detailOf } from "./answers";
import type { HttpAnswer } from "./request";
import { retryAfterSeconds } from "./retry";

/** What a request is for; every failure is worded after it. */
export interface Purpose {
  /** `list the identity mappings`. */
  readonly doing: string;
  /** The status that means success; nothing else does. */
  readonly success: number;
  /** What was sent and must not be quoted. */
  readonly secrets: readonly string[];
  /** Words what only this request can be refused for; undefined leaves it to the usual words. */
  refusal(status: number, options: FailureOptions): LiveFailure | undefined;
}

/**
 * Words an answer that is no success.
 *
 * @param host whom was talked to: `api.datadoghq.com`
 */
export function statusFailure(answer: HttpAnswer, host: string, purpose: Purpose): LiveFailure {
  const { status } = answer;
  const options: FailureOptions = { detail: detailOf(answer, purpose.secrets) };
  return purpose.refusal(status, options) ?? usual(answer, host, purpose, options);
}

function usual(
  answer: HttpAnswer,
  host: string,
  { doing, success }: Purpose,
  options: FailureOptions,
): LiveFailure {
  const { status } = answer;
  if (status === 429) {
    const seconds = retryAfterSeconds(answer);
    return new LiveFailure(
      "throttled",
      `Datadog got too many requests, so it did not ${doing} (429).`,
      seconds === undefined ? "Wait a minute and try again." : `Try again in ${seconds} s.`,
      { ...options, retryAfterSeconds: seconds },
    );
  }
  if (status >= 500)
    return new LiveFailure(
      "service",
      `Datadog failed to ${doing} (${status}).`,
      "Try again in a minute. If it stays, see status.datadoghq.com.",
      options,
    );
  if (status >= 300 && status < 400)
    return new LiveFailure(
      "service",
      `\`${host}\` answered with a redirect to ${placeOf(answer)} (${status}). ddconf does not follow it with a key or a proof.`,
      "Datadog's API redirects nobody: a proxy may be answering in its place. Try again from a network without it.",
      options,
    );
  if (status === 404)
    return new LiveFailure(
      "service",
      `Datadog does not know this request at \`${host}\` (404).`,
      "Check the site. Identity federation is not there on every site and for every account.",
      options,
    );
  if (status < 300)
    return new LiveFailure(
      "service",
      `Datadog answered ${status} where only ${success} says that it did ${doing}.`,
      "Check that no proxy answers in Datadog's place. If none does, please report it.",
      options,
    );
  return new LiveFailure(
    "service",
    `Datadog refused to ${doing} (${status}).`,
    "What Datadog says of it tells why. If it says nothing, check the site.",
    options,
  );
}

function placeOf({ headers }: HttpAnswer): string {
  const location = headers.location ?? "";
  return URL.canParse(location) ? `\`${new URL(location).host}\`` : "another address";
}
