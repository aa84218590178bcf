import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type Credentials,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { partitionOfRegion } from "../../model/aws/partitions";
import { LiveFailure } from "../failure";
import type { AwsCredentials, CallerIdentity } from "../ports";
import type { LiveRun } from "../run";
import { Secret } from "../secret";
import { clockFailure, isTooFarOff } from "./clock";
import { RequestHandler } from "./request-handler";
import { type StsCall, stsFailure } from "./sts-failure";

const ATTEMPTS = 2;
const GLOBAL_REGION = "us-east-1";

/** Whose STS is asked, by its address and the region that requests are signed for. */
export interface StsEndpoint {
  readonly url: string;
  readonly host: string;
  readonly signingRegion: string;
}

/**
 * The STS of a region. What the environment or a profile says about endpoints does not count: nobody but AWS is to
 * get a signed request.
 *
 * @throws LiveFailure `configuration` for a region that is none, since it becomes part of a host's name
 */
export function stsEndpoint(region: string | undefined, run: Pick<LiveRun, "sandbox">): StsEndpoint {
  const partition = region === undefined ? undefined : partitionOfRegion(region);
  if (region !== undefined && !partition)
    throw new LiveFailure(
      "configuration",
      `\`${region}\` is no AWS region, so there is no STS to ask.`,
      "Write a region as AWS names it, such as `eu-west-1`.",
    );
  const signingRegion = region ?? GLOBAL_REGION;
  const url = run.sandbox
    ? run.sandbox.sts
    : `https://${region ? `sts.${region}.${partition?.dnsSuffix}` : "sts.amazonaws.com"}`;
  return { url, host: new URL(url).host, signingRegion };
}

/** Who AWS says that the credentials are. */
export async function getCallerIdentity(
  credentials: AwsCredentials,
  region: string | undefined,
  run: LiveRun,
): Promise<CallerIdentity> {
  const { answer, clockSkewSeconds } = await callSts(
    { operation: "GetCallerIdentity", credentials },
    region,
    run,
    (client) => client.send(new GetCallerIdentityCommand({})),
  );
  const { Arn: arn, Account: account, UserId: userId } = answer;
  if (!arn || !account || !userId) throw emptyAnswer(region, run);
  return { arn, account, userId, clockSkewSeconds };
}

/** Credentials of a role, for an hour. */
export async function assumeRole(
  role: { readonly arn: string; readonly sessionName: string },
  credentials: AwsCredentials,
  region: string | undefined,
  run: LiveRun,
): Promise<AwsCredentials> {
  const { answer } = await callSts(
    { operation: "AssumeRole", credentials, roleArn: role.arn },
    region,
    run,
    (client) => client.send(new AssumeRoleCommand({ RoleArn: role.arn, RoleSessionName: role.sessionName })),
  );
  return issued(answer.Credentials) ?? reject(emptyAnswer(region, run));
}

/** Credentials for the token of a Kubernetes service account. */
export async function assumeRoleWithWebIdentity(
  role: { readonly arn: string; readonly sessionName: string; readonly token: Secret },
  region: string | undefined,
  run: LiveRun,
): Promise<AwsCredentials> {
  const { answer } = await callSts(
    { operation: "AssumeRoleWithWebIdentity", roleArn: role.arn, token: role.token },
    region,
    run,
    (client) =>
      client.send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: role.arn,
          RoleSessionName: role.sessionName,
          WebIdentityToken: role.token.reveal(),
        }),
      ),
  );
  return issued(answer.Credentials) ?? reject(emptyAnswer(region, run));
}

/**
 * Makes one call. The SDK mends a wrong clock by itself and tries again; the Agent does not, so that a clock that is
 * too far off is a failure here too.
 */
async function callSts<T>(
  call: StsCall,
  region: string | undefined,
  run: LiveRun,
  send: (client: STSClient) => Promise<T>,
): Promise<{ readonly answer: T; readonly clockSkewSeconds: number | undefined }> {
  const endpoint = stsEndpoint(region, run);
  let skew: number | undefined;
  const client = new STSClient({
    region: endpoint.signingRegion,
    endpoint: endpoint.url,
    maxAttempts: ATTEMPTS,
    retryMode: "standard",
    defaultsMode: "standard",
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    systemClockOffset: run.now().getTime() - Date.now(),
    requestHandler: new RequestHandler(run, (date) => {
      skew ??= Math.round((run.now().getTime() - date.getTime()) / 1000);
    }),
    ...(call.credentials ? { credentials: sdkCredentials(call.credentials) } : {}),
  });
  try {
    const answer = await send(client);
    if (isTooFarOff(skew)) throw clockFailure(skew);
    return { answer, clockSkewSeconds: skew };
  } catch (error) {
    throw stsFailure(error, { ...call, host: endpoint.host, clockSkewSeconds: skew });
  } finally {
    client.destroy();
  }
}

/** Credentials as the SDK wants them. */
export function sdkCredentials({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: AwsCredentials) {
  return {
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    ...(sessionToken ? { sessionToken: sessionToken.reveal() } : {}),
    ...(expiresAt ? { expiration: expiresAt } : {}),
  };
}

function issued(credentials: Credentials | undefined): AwsCredentials | undefined {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) return undefined;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: new Secret(SecretAccessKey),
    sessionToken: new Secret(SessionToken),
    expiresAt: Expiration,
  };
}

function emptyAnswer(region: string | undefined, run: LiveRun): LiveFailure {
  return new LiveFailure(
    "service",
    `\`${stsEndpoint(region, run).host}\` answered without what was asked for.`,
    "Something else than AWS may be answering, such as a proxy. Check what this machine reaches at that address.",
  );
}

function reject(failure: LiveFailure): never {
  throw failure;
}
