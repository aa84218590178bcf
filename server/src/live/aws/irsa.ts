import { open } from "node:fs/promises";
import { LiveFailure } from "../failure";
import type { FoundCredentials } from "../ports";
import type { LiveRun } from "../run";
import { Secret } from "../secret";
import { assumeRoleWithWebIdentity } from "./sts";

/** What the Agent names its session when `AWS_ROLE_SESSION_NAME` does not. */
const SESSION = "datadog-agent-workload-identity-federation";
const MOST_TOKEN_BYTES = 64 * 1024;
const FROM = "The Agent does this from version 7.82 on (every one of its processes from 7.83 on).";

/** Credentials of the role that a Kubernetes service account is annotated with. */
export async function irsaCredentials(region: string | undefined, run: LiveRun): Promise<FoundCredentials> {
  const { AWS_ROLE_ARN = "", AWS_WEB_IDENTITY_TOKEN_FILE = "", AWS_ROLE_SESSION_NAME } = run.environment;
  const { AWS_REGION, AWS_DEFAULT_REGION } = run.environment;
  const token = await readToken(AWS_WEB_IDENTITY_TOKEN_FILE);
  const credentials = await assumeRoleWithWebIdentity(
    { arn: AWS_ROLE_ARN, sessionName: AWS_ROLE_SESSION_NAME || SESSION, token },
    region || AWS_REGION || AWS_DEFAULT_REGION || "us-east-1",
    run,
  );
  return { credentials, source: `IRSA, with the role \`${AWS_ROLE_ARN}\``, notes: [FROM] };
}

async function readToken(path: string): Promise<Secret> {
  const text = await readStart(path).catch((error: NodeJS.ErrnoException) => {
    throw new LiveFailure(
      "credentials",
      `The token file \`${path}\` cannot be read${error.code === "ENOENT" ? ": there is none" : ` (\`${error.code}\`)`}. \`AWS_ROLE_ARN\` and \`AWS_WEB_IDENTITY_TOKEN_FILE\` are set, so the Agent tries IRSA and nothing else.`,
      error.code === "ENOENT"
        ? "Check that the pod runs under the annotated service account, and that the token's volume is mounted into this container."
        : "Check that the file's permissions let the Agent's user read it (`fsGroup` of the pod).",
    );
  });
  if (text !== "") return new Secret(text);
  throw new LiveFailure(
    "credentials",
    `The token file \`${path}\` is empty.`,
    "Check that the token's volume is mounted into this container.",
  );
}

async function readStart(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_TOKEN_BYTES), 0, MOST_TOKEN_BYTES, 0);
    return buffer.toString("utf8", 0, bytesRead).trim();
  } finally {
    await file.close();
  }
}
