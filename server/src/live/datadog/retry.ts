import { LiveFailure } from "../failure";
import type { HttpAnswer } from "./request";

const ATTEMPTS = 3;
const FIRST_DELAY_MILLISECONDS = 300;
/** Somebody is waiting: beyond this they are told how long it takes. */
const LONGEST_WAIT_SECONDS = 5;

/**
 * How long to wait before the same is asked again, in milliseconds. Undefined when that would change nothing:
 * only a broken connection, a throttle and a failing service may be over soon.
 */
export function retryDelay(outcome: HttpAnswer | LiveFailure, attempt: number): number | undefined {
  if (attempt >= ATTEMPTS) return undefined;
  const backoff = FIRST_DELAY_MILLISECONDS * 2 ** (attempt - 1) * (1 + Math.random() / 4);
  if (outcome instanceof LiveFailure) return outcome.kind === "network" ? backoff : undefined;
  if (outcome.status !== 429 && outcome.status < 500) return undefined;
  const asked = retryAfterSeconds(outcome);
  if (asked === undefined) return backoff;
  return asked > LONGEST_WAIT_SECONDS ? undefined : Math.max(asked * 1000, backoff);
}

/** Seconds that the service asks to wait: `Retry-After` (a number or a date), else `X-RateLimit-Reset`. */
export function retryAfterSeconds({ headers }: Pick<HttpAnswer, "headers">): number | undefined {
  const value = headers["retry-after"] ?? headers["x-ratelimit-reset"];
  const text = Array.isArray(value) ? value[0] : value;
  if (!text) return undefined;
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined;
}

/** Ends early, without an error, when the run is called off: the next attempt says so. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
