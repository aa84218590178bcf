import { DEFAULT_SETTINGS, type Settings } from "../../../server/src/config/settings";
import { openDocument } from "../../../server/src/documents/document";
import type { DocumentKind } from "../../../server/src/documents/kinds";
import { LIBRARIES, type Libraries } from "../../../server/src/live/libraries";
import type { AwsCredentials } from "../../../server/src/live/ports";
import { readLogin } from "../../../server/src/live/read-login";
import type { Report, Step } from "../../../server/src/live/report";
import type { LiveRun } from "../../../server/src/live/run";
import { Secret } from "../../../server/src/live/secret";
import type { Hooks, LoginSubject } from "../../../server/src/live/subjects";
import { instancesOf } from "../../../server/src/service/generate";

/** A run against servers of the test itself. */
export function liveRun(changes: Partial<LiveRun> = {}): LiveRun {
  return {
    signal: new AbortController().signal,
    timeoutMilliseconds: 10_000,
    environment: {},
    network: { proxy: undefined, noProxy: "*", extraCa: undefined },
    sandbox: undefined,
    now: () => new Date(),
    ...changes,
  };
}

/** The first instance of a file, as the checks are told of it. */
export function loginSubject(
  check: "postgres" | "mysql" | "sqlserver",
  yaml: string,
  settings: Settings = DEFAULT_SETTINGS,
): LoginSubject {
  const detection = { kind: check satisfies DocumentKind, reason: "the test says so" };
  const [instance] = instancesOf(openDocument(undefined, yaml, { detection }));
  if (!instance) throw new Error("no instance");
  return readLogin({ ...instance, findings: [] }, settings);
}

/** AWS with these credentials, whatever the environment; its signer is the real one. */
export function librariesWith(credentials: AwsCredentials, account = "123456789012"): Libraries {
  return {
    ...LIBRARIES,
    aws: async () => {
      const aws = await LIBRARIES.aws();
      return {
        findCredentials: async () => ({ credentials, source: "the test" }),
        assumeRole: async () => credentials,
        callerIdentity: async () => ({
          arn: `arn:aws:sts::${account}:assumed-role/datadog-agent/i-0123456789abcdef0`,
          account,
          userId: "AROAEXAMPLE:i-0123456789abcdef0",
        }),
        databaseToken: aws.databaseToken,
      };
    },
  };
}

/** Credentials from AWS's documentation. */
export const EXAMPLE_KEYS = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
} as const;

export function exampleCredentials(sessionToken?: string): AwsCredentials {
  return {
    accessKeyId: EXAMPLE_KEYS.accessKeyId,
    secretAccessKey: new Secret(EXAMPLE_KEYS.secretAccessKey),
    sessionToken: sessionToken === undefined ? undefined : new Secret(sessionToken),
    expiresAt: undefined,
  };
}

export const AS_AGENT = { as: "agent" } as const;

export function hooks(answer = true): Hooks & { readonly questions: string[] } {
  const questions: string[] = [];
  return {
    questions,
    confirm: async (question) => {
      questions.push(question);
      return answer;
    },
  };
}

/** The step of that name. */
export function stepOf(report: Report, id: string): Step {
  const step = report.steps.find((each) => each.id === id);
  if (!step) throw new Error(`no step ${id} in: ${report.steps.map((each) => each.id).join(", ")}`);
  return step;
}

/** Steps that did not pass, as `id status`. */
export function troubles(report: Report): string[] {
  return report.steps.filter(({ status }) => status !== "passed").map(({ id, status }) => `${id} ${status}`);
}
