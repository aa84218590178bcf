import { loopbackUrl } from "./endpoints";
import { LiveFailure } from "./failure";
import type { Environment, SandboxDirectory } from "./run";

const SERVICES = ["datadog", "sts", "imds", "container", "azureImds", "entra"] as const;

/** Variables that would lead out of the sandbox, or show it a real credential. */
const FOREIGN = /^(?:AWS|AZURE|DD|DATADOG|IDENTITY|MSI|IMDS)_|^(?:https?|all|no)_proxy$/i;

/**
 * Checks what a sandbox says about itself: each of its addresses has to be on this machine.
 *
 * @param answer the parsed body of `GET <sandbox>/sandbox`
 * @throws LiveFailure `refused`
 */
export function readSandboxDirectory(answer: unknown): SandboxDirectory {
  const directory = (answer ?? {}) as Partial<SandboxDirectory>;
  const valid =
    directory.version === 1 &&
    typeof directory.ca === "string" &&
    typeof directory.environment === "object" &&
    SERVICES.every((name) => typeof directory[name] === "string");
  if (!valid)
    throw new LiveFailure(
      "refused",
      "What answers there is no sandbox of ddconf.",
      "Start one with `ddconf sandbox` and give the address that it prints.",
    );
  for (const name of SERVICES) loopbackUrl(directory[name] ?? "", `The sandbox's \`${name}\``);
  return directory as SandboxDirectory;
}

/** The environment of a run in a sandbox: no real credential is left in it. */
export function sandboxEnvironment(real: Environment, sandbox: SandboxDirectory): Environment {
  const kept = Object.entries(real).filter(([name]) => !FOREIGN.test(name));
  return { ...Object.fromEntries(kept), ...sandbox.environment };
}
