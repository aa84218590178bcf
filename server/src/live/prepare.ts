import { loopbackUrl } from "./endpoints";
import { LiveFailure } from "./failure";
import type { Libraries } from "./libraries";
import { networkFromEnvironment } from "./network";
import { CALL_TIMEOUT_MILLISECONDS, type Environment, type LiveRun } from "./run";
import { readSandboxDirectory, sandboxEnvironment } from "./sandbox-mode";

export interface RunRequest {
  readonly signal: AbortSignal;
  /** Of the process. Nothing that stands in a workspace gets into it. */
  readonly environment: Environment;
  /** Address of a sandbox, from the command line or a setting of the machine. */
  readonly sandboxUrl?: string | undefined;
  /** Proxy of the editor; comes before the environment's. */
  readonly proxy?: string | undefined;
}

/**
 * Makes what a live check runs with. With a sandbox, its directory is read and its environment takes the place of
 * the real one.
 *
 * @throws LiveFailure when the sandbox is not on this machine, or is none
 */
export async function prepareRun(request: RunRequest, libraries: Libraries): Promise<LiveRun> {
  const { signal, environment } = request;
  const settings = networkFromEnvironment(environment);
  const base = {
    signal,
    timeoutMilliseconds: CALL_TIMEOUT_MILLISECONDS,
    now: () => new Date(),
    environment,
    network: request.proxy ? { ...settings, proxy: request.proxy } : settings,
    sandbox: undefined,
  };
  const url = request.sandboxUrl ?? environment.DDCONF_SANDBOX;
  if (!url) {
    refuseDump(environment);
    return base;
  }
  const datadog = await libraries.datadog();
  const sandbox = readSandboxDirectory(await datadog.sandboxDirectory(loopbackUrl(url, "The sandbox"), base));
  return {
    ...base,
    environment: sandboxEnvironment(environment, sandbox),
    network: { proxy: undefined, noProxy: "*", extraCa: sandbox.ca },
    sandbox,
  };
}

/**
 * Node was told before it started, and cannot be told otherwise any more. Of a `credential_process` it writes the
 * whole environment. In a sandbox there is nothing to lose.
 */
function refuseDump({ NODE_DEBUG = "" }: Environment): void {
  if (!/\b(?:https?2?|net|tls|stream|child_process)\b|\*/i.test(NODE_DEBUG)) return;
  throw new LiveFailure(
    "refused",
    "With this NODE_DEBUG, Node writes whatever is sent to standard error, keys and all.",
    "Unset NODE_DEBUG, or try it with `ddconf sandbox`.",
  );
}
