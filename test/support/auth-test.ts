import assert from "node:assert/strict";
import { LIBRARIES } from "../../server/src/live/libraries";
import type { AwsIdentity, DatadogKeys } from "../../server/src/live/ports";
import type { Report, Step } from "../../server/src/live/report";
import type { Environment, LiveRun } from "../../server/src/live/run";
import { readSandboxDirectory, sandboxEnvironment } from "../../server/src/live/sandbox-mode";
import type { AuthSubject, AuthTestOptions, Hooks } from "../../server/src/live/subjects";
import { testDelegatedAuth } from "../../server/src/live/test-delegated-auth";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../server/src/sandbox/index";
import { API_KEY, APP_KEY, ORG_UUID, REGION, STATIC, TASK_ID, USER } from "../../server/src/sandbox/known";

export { LIBRARIES };

/** Runs `work` with a sandbox of its own. */
export async function withSandbox(
  options: SandboxOptions,
  work: (sandbox: Sandbox) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox(options);
  try {
    await work(sandbox);
  } finally {
    await sandbox.close();
  }
}

export interface RunChanges {
  readonly environment?: Environment;
  readonly signal?: AbortSignal;
  /** A function is asked at every call. */
  readonly timeoutMilliseconds?: number | (() => number);
  readonly now?: () => Date;
}

/** What a check runs with in a sandbox. The variables of this machine count for nothing. */
export function runIn(sandbox: Sandbox, changes: RunChanges = {}): LiveRun {
  const directory = readSandboxDirectory(sandbox.directory);
  const { timeoutMilliseconds: timeout = 10_000 } = changes;
  return {
    signal: changes.signal ?? new AbortController().signal,
    get timeoutMilliseconds() {
      return typeof timeout === "number" ? timeout : timeout();
    },
    environment: changes.environment ?? sandboxEnvironment({}, directory),
    network: { proxy: undefined, noProxy: "*", extraCa: directory.ca },
    sandbox: directory,
    now: changes.now ?? (() => new Date()),
  };
}

export const SUBJECT: AuthSubject = {
  name: "datadog.yaml",
  orgUuid: ORG_UUID,
  provider: "aws",
  region: undefined,
  site: "datadoghq.eu",
  ddUrl: undefined,
  overrides: [],
  findings: [],
  localMappings: [],
  agentVersion: "7.80.0",
};

export const YES: Hooks = { confirm: async () => true };

export interface AuthTest extends RunChanges {
  readonly subject?: Partial<AuthSubject>;
  readonly identity?: AwsIdentity;
  readonly options?: Partial<AuthTestOptions>;
  readonly hooks?: Hooks;
}

/** Tests delegated auth in a sandbox, as the Agent and without keys where nothing else is said. */
export function authTest(
  sandbox: Sandbox,
  { subject, identity = { as: "agent" }, options, hooks = YES, ...changes }: AuthTest = {},
): Promise<Report> {
  const full = {
    identity,
    keys: undefined as DatadogKeys | undefined,
    showProof: false,
    dryRun: false,
    ...options,
  };
  return testDelegatedAuth({ ...SUBJECT, ...subject }, full, runIn(sandbox, changes), hooks);
}

/** The step of a report, which has to be there. */
export function stepOf(report: Report, id: string): Step {
  const step = report.steps.find((each) => each.id === id);
  assert.ok(step, `there is no step ${id} in ${JSON.stringify(report, null, 2)}`);
  return step;
}

/** `config passed, credentials failed`. */
export function outcome(report: Report): string {
  return report.steps.map(({ id, status }) => `${id} ${status}`).join(", ");
}

/** Values that no output may hold. The signature is told by its shape. */
export const SECRETS: readonly string[] = [
  STATIC.secretAccessKey,
  STATIC.sessionToken,
  USER.secretAccessKey,
  API_KEY,
  APP_KEY,
];

/** Fails when a text holds a secret, a signature, or anything that looks like a token. */
export function assertNoSecret(text: string): void {
  // the sandbox's task has the same digits for its id as its API key
  const shown = text.replaceAll(`/${TASK_ID}`, "").replaceAll(`:${TASK_ID}`, "");
  for (const secret of SECRETS) assert.ok(!shown.includes(secret), "a secret is in the output");
  assert.doesNotMatch(text, /Signature=[0-9a-f]{16}/);
  assert.doesNotMatch(text, /[A-Za-z0-9+/=_-]{120,}/);
}

export { ORG_UUID, REGION };
