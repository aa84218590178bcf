import type { LiveRun } from "../run";

/** What the SDK's chain looks at; everything else of the process stays as it is. */
const READ_BY_SDK = /^(?:AWS_|HOME$|USERPROFILE$|HOMEPATH$|HOMEDRIVE$)/;
/** Nobody but AWS, or the sandbox by name, is to get what the chain sends. */
const ENDPOINTS = /^AWS_ENDPOINT_URL|^AWS_EC2_METADATA_SERVICE_ENDPOINT/;

let queue: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` with the variables of a run in place of the process's own, one after another: the SDK's chain reads
 * them from the process and takes them from nowhere else.
 */
export function withEnvironment<T>(run: LiveRun, work: () => Promise<T>): Promise<T> {
  const result = queue.then(() => inEnvironment(run, work));
  queue = result.catch(() => {});
  return result;
}

async function inEnvironment<T>({ environment, sandbox }: LiveRun, work: () => Promise<T>): Promise<T> {
  const before = Object.entries(process.env).filter(([name]) => READ_BY_SDK.test(name));
  const during = Object.entries(environment).filter(
    ([name]) => READ_BY_SDK.test(name) && (!ENDPOINTS.test(name) || sandbox),
  );
  try {
    replace(during);
    return await work();
  } finally {
    replace(before);
  }
}

function replace(variables: readonly (readonly [string, string | undefined])[]): void {
  for (const name of Object.keys(process.env)) if (READ_BY_SDK.test(name)) delete process.env[name];
  for (const [name, value] of variables) if (value !== undefined) process.env[name] = value;
}
