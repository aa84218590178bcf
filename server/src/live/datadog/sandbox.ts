import { loopbackUrl } from "../endpoints";
import { LiveFailure } from "../failure";
import type { LiveRun } from "../run";
import { parse } from "./answers";
import { send } from "./request";

/** Asks a sandbox where its services are. */
export async function readSandbox(url: string, run: LiveRun): Promise<unknown> {
  const base = loopbackUrl(url, "The sandbox");
  try {
    const { status, body } = await send(
      { method: "GET", url: `${base}/sandbox`, headers: {}, retry: false },
      run,
    );
    return status === 200 ? parse(body) : undefined;
  } catch (error) {
    if (!(error instanceof LiveFailure) || error.kind !== "network") throw error;
    throw new LiveFailure(
      "network",
      `There is no sandbox at \`${new URL(base).host}\`.`,
      "Start one with `ddconf sandbox` and give the address that it prints.",
    );
  }
}
