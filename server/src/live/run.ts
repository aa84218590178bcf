import type { NetworkSettings } from "./network";

/** Environment variables, as the process or the sandbox gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What one live check runs with. It is made anew for each command. */
export interface LiveRun {
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
  /** How long one call may take; 30 seconds, as for the Agent. */
  readonly timeoutMilliseconds: number;
  readonly environment: Environment;
  readonly network: NetworkSettings;
  /** Set when everything is to go to a sandbox, and nothing anywhere else. */
  readonly sandbox: SandboxDirectory | undefined;
  now(): Date;
}

/** Where the services of a sandbox are: what its `/sandbox` answers. All of them are on this machine. */
export interface SandboxDirectory {
  readonly version: 1;
  readonly datadog: string;
  readonly sts: string;
  readonly imds: string;
  readonly container: string;
  readonly azureImds: string;
  readonly entra: string;
  /** Certificate of the sandbox's own authority, as PEM. */
  readonly ca: string;
  /** The variables that make ddconf and the SDKs use the sandbox, with credentials that only it knows. */
  readonly environment: Readonly<Record<string, string>>;
}

export const CALL_TIMEOUT_MILLISECONDS = 30_000;

/** Ends with the user's cancellation, or when a single call has taken too long. */
export function callSignal(run: Pick<LiveRun, "signal" | "timeoutMilliseconds">): AbortSignal {
  return AbortSignal.any([run.signal, AbortSignal.timeout(run.timeoutMilliseconds)]);
}

/**
 * What `work` ends with, or the signal's reason as soon as that ends. A connection may be gone without any event of
 * its own, and an answer may come in drops; nobody waits longer for them than the signal says.
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
