import { lstatSync } from "node:fs";
import { devNull } from "node:os";
import { basename, dirname, isAbsolute, normalize } from "node:path";
import { loopbackUrl } from "./endpoints";
import { LiveFailure } from "./failure";
import type { Environment, SandboxDirectory } from "./run";

const SERVICES = ["datadog", "sts", "imds", "container", "azureImds", "entra"] as const;

/** Variables that would lead out of the sandbox, or show it a real credential. */
const FOREIGN = /^(?:AWS|AZURE|DD|DATADOG|IDENTITY|MSI|IMDS)_|^(?:https?|all|no)_proxy$/i;

/** What a sandbox may set; whatever else it names is left out. */
const WORDS =
  /^(?:AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|ROLE_ARN|CONTAINER_AUTHORIZATION_TOKEN|REGION)|AZURE_(?:TENANT|CLIENT)_ID|DD_(?:API_KEY|APP_KEY|ORG_UUID))$/;
const ADDRESSES =
  /^(?:DDCONF_SANDBOX|AWS_CONTAINER_CREDENTIALS_FULL_URI|AZURE_(?:POD_IDENTITY_)?AUTHORITY_HOST)$/;
/** What stands in these files is sent to the sandbox, so they have to be its own. */
const FILES = /^(?:AWS_WEB_IDENTITY_TOKEN_FILE|AZURE_FEDERATED_TOKEN_FILE)$/;

/**
 * Checks what a sandbox says about itself: each of its addresses has to be on this machine, and each of its files
 * one that it made itself. Whoever answers at its port must get neither a real credential nor a file of the user.
 *
 * @param answer the parsed body of `GET <sandbox>/sandbox`
 * @throws LiveFailure `refused`
 */
export function readSandboxDirectory(answer: unknown): SandboxDirectory {
  const directory = (answer ?? {}) as Partial<SandboxDirectory>;
  const { environment, ca } = directory;
  if (
    directory.version !== 1 ||
    typeof ca !== "string" ||
    typeof environment !== "object" ||
    environment === null ||
    !SERVICES.every((name) => typeof directory[name] === "string")
  )
    throw new LiveFailure(
      "refused",
      "What answers there is no sandbox of ddconf.",
      "Start one with `ddconf sandbox` and give the address that it prints.",
    );
  for (const name of SERVICES) loopbackUrl(directory[name] ?? "", `The sandbox's \`${name}\``);
  const kept = Object.entries(environment).filter(([name, value]) => isUsable(name, value));
  return { ...(directory as SandboxDirectory), environment: Object.fromEntries(kept) };
}

function isUsable(name: string, value: unknown): boolean {
  if (typeof value !== "string") return false;
  if (WORDS.test(name)) return true;
  if (ADDRESSES.test(name)) return loopbackUrl(value, `The sandbox's \`${name}\``) !== "";
  if (!FILES.test(name)) return false;
  if (isOwnFile(value)) return true;
  throw new LiveFailure(
    "refused",
    `The sandbox's \`${name}\` is a file that is not its own.`,
    "Start one with `ddconf sandbox` as the same user, and give the address that it prints.",
  );
}

/** In a folder as `ddconf sandbox` makes it: only the user who runs this can have put anything there. */
function isOwnFile(path: string): boolean {
  const folder = dirname(path);
  if (!isAbsolute(path) || normalize(path) !== path || !/^ddconf-sandbox-\w+$/.test(basename(folder)))
    return false;
  try {
    const { uid, mode } = lstatSync(folder);
    const isMine = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    return isMine && lstatSync(folder).isDirectory() && lstatSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The environment of a run in a sandbox: no real credential is left in it, and what looks for one further on, in
 * the user's profiles or at the machine's own metadata service, finds the sandbox or nothing.
 */
export function sandboxEnvironment(real: Environment, sandbox: SandboxDirectory): Environment {
  const kept = Object.entries(real).filter(([name]) => !FOREIGN.test(name));
  return {
    ...Object.fromEntries(kept),
    ...sandbox.environment,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_ENDPOINT_URL_STS: sandbox.sts,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: sandbox.imds,
  };
}
