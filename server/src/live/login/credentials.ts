import { type ResolvedCredentials, resolveCredentials } from "../auth/identity";
import { type FailureKind, LiveFailure } from "../failure";
import type { Libraries } from "../libraries";
import type { AwsCredentials, AwsIdentity } from "../ports";
import type { StepNotes } from "../report";
import type { LiveRun } from "../run";
import type { DatabaseToken, LoginSubject } from "../subjects";

/** What the Agent calls the session of a role that it assumes for a database. */
export const RDS_SESSION_NAME = "datadog-rds-iam-auth-session";
/** Fixed by AWS. */
const RDS_TOKEN_SECONDS = 900;

/** The parts of an IAM login that the instance has to say. */
export interface RdsLoginSubject extends LoginSubject {
  readonly region: string;
  readonly username: string;
}

/**
 * What is missing before a token for RDS could be made.
 *
 * @throws LiveFailure `configuration`
 */
export function requireRdsLogin(subject: LoginSubject): RdsLoginSubject {
  const { region, username, tokenPort, port } = subject;
  if (!region)
    throw misses(
      "`aws.region` is missing, so there is no region to sign the token for.",
      "Write the region of the database into `aws.region`.",
    );
  if (!username)
    throw misses(
      "`username` is missing, so there is nobody to log in as.",
      "Write the database user that was made for IAM into `username`.",
    );
  if (tokenPort === 0)
    throw misses(
      "Without `port` the Agent signs the token for port 0, which no database accepts.",
      `Write \`port: ${port}\` into the instance.`,
    );
  return { ...subject, region, username };
}

function misses(message: string, next: string): LiveFailure {
  return new LiveFailure("configuration", message, next);
}

/** Finds the credentials that sign the token, before a role of the instance is assumed with them. */
export async function findCredentials(
  { region }: RdsLoginSubject,
  identity: AwsIdentity,
  run: LiveRun,
  libraries: Libraries,
  notes: StepNotes,
): Promise<ResolvedCredentials> {
  return resolveCredentials(await libraries.aws(), identity, region, run, notes);
}

/** Assumes the role that the instance names, as the Agent does for another account. */
export async function assumeInstanceRole(
  { region }: RdsLoginSubject,
  roleArn: string,
  credentials: AwsCredentials,
  run: LiveRun,
  libraries: Libraries,
): Promise<AwsCredentials> {
  const aws = await libraries.aws();
  try {
    return await aws.assumeRole({ arn: roleArn, sessionName: RDS_SESSION_NAME }, credentials, region, run);
  } catch (error) {
    if (!(error instanceof LiveFailure) || !DENIED.has(error.kind)) throw error;
    const { kind, message, detail, code } = error;
    throw new LiveFailure(
      kind,
      message,
      `Two sides have to agree: the role of the Agent needs \`sts:AssumeRole\` on \`${roleArn}\` (\`ddconf generate assume-role-policy\`), and that role's trust policy has to name the Agent's (\`ddconf generate trust-policy\`).`,
      { detail, code },
    );
  }
}

const DENIED: ReadonlySet<FailureKind> = new Set(["permission", "service"]);

/** Signs the token. It ends with its credentials when those end sooner. */
export async function signRdsToken(
  { host, tokenPort, username, region }: RdsLoginSubject,
  credentials: AwsCredentials,
  source: string | undefined,
  run: LiveRun,
  libraries: Libraries,
): Promise<DatabaseToken> {
  const now = run.now().getTime();
  const { expiresAt } = credentials;
  if (expiresAt && expiresAt.getTime() <= now)
    throw new LiveFailure(
      "credentials",
      `The credentials${source ? ` from ${source}` : ""} expired at ${expiresAt.toISOString()}.`,
      "Renew them and try again: a token signed with them is not accepted.",
    );
  const aws = await libraries.aws();
  const token = await aws.databaseToken({ host, port: tokenPort, username, region }, credentials);
  const end = now + RDS_TOKEN_SECONDS * 1000;
  return {
    token,
    kind: "rds-token",
    host,
    username,
    audience: region,
    expiresAt: new Date(expiresAt ? Math.min(end, expiresAt.getTime()) : end),
    source: source ?? "AWS credentials",
  };
}
