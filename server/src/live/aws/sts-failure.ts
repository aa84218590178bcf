import { LiveFailure } from "../failure";
import type { AwsCredentials } from "../ports";
import type { Secret } from "../secret";
import { clockFailure, isTooFarOff } from "./clock";
import { quote, secretsOf } from "./quote";
import { describeToken } from "./service-account";

/** A call to STS, as far as its failures depend on it. */
export interface StsCall {
  readonly operation: "GetCallerIdentity" | "AssumeRole" | "AssumeRoleWithWebIdentity";
  readonly credentials?: AwsCredentials | undefined;
  readonly roleArn?: string;
  readonly token?: Secret;
}

interface FailedCall extends StsCall {
  readonly host: string;
  readonly clockSkewSeconds: number | undefined;
}

/** What is known of an error of the SDK. */
interface SdkError {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
}

type Words = (call: FailedCall, detail: string | undefined, error: SdkError) => LiveFailure;

/** Says in words what STS answered with. */
export function stsFailure(error: unknown, call: FailedCall): LiveFailure {
  if (error instanceof LiveFailure) return error;
  const known = readError(error);
  const detail = quote(known.message, [...secretsOf(call.credentials), call.token]);
  if (isTooFarOff(call.clockSkewSeconds) && /Signature|RequestExpired/.test(known.name))
    return clockFailure(call.clockSkewSeconds, detail);
  const words = FAILURES[known.name];
  if (words) return words(call, detail, known);
  if (known.status === undefined || known.status < 300) return noAnswerOfSts(call.host);
  if (known.status < 400) return redirected(call.host);
  if (known.status === 407) return proxyRefused();
  return new LiveFailure(
    "service",
    known.status >= 500
      ? `AWS STS is in trouble: \`${call.host}\` answered with ${known.status}.`
      : `AWS STS refused ${call.operation} with \`${known.name}\`.`,
    known.status >= 500
      ? "Try again in a minute; the AWS Health Dashboard says whether AWS knows of it."
      : "What it says tells why. The error codes are in the API reference of AWS STS.",
    { detail },
  );
}

const expired: Words = ({ operation }, detail) =>
  operation === "AssumeRoleWithWebIdentity"
    ? new LiveFailure(
        "credentials",
        "The token of the Kubernetes service account has expired.",
        "Kubernetes renews it in the file as long as the pod runs. Check that the file is the projected volume itself and no copy of it.",
        { detail },
      )
    : new LiveFailure(
        "credentials",
        "The AWS session has expired.",
        "Get new credentials (`aws sso login`, or whatever issued these) and try again.",
        { detail },
      );

const unknownKey: Words = ({ credentials }, detail) =>
  new LiveFailure(
    "credentials",
    credentials?.sessionToken
      ? "AWS does not know this access key and session token together."
      : "AWS does not know this access key.",
    credentials?.sessionToken
      ? "`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` have to come from the same session: set all three anew."
      : "If the key starts with `ASIA`, it needs its `AWS_SESSION_TOKEN` too. Otherwise it was deleted, is switched off, or belongs to another AWS partition.",
    { detail },
  );

const wrongSignature: Words = ({ clockSkewSeconds }, detail, { message }) =>
  /Signature (?:expired|not yet current)/.test(message)
    ? clockFailure(clockSkewSeconds, detail)
    : new LiveFailure(
        "credentials",
        "AWS refuses the signature: the secret access key does not belong to the access key.",
        "Copy both keys anew. A secret key with a blank, a quote or a line end more than it should have looks right and is not.",
        { detail },
      );

const denied: Words = (call, detail) => {
  const { operation, roleArn = "the role" } = call;
  if (operation === "AssumeRoleWithWebIdentity")
    return new LiveFailure(
      "permission",
      `The trust policy of \`${roleArn}\` does not let this service account in${describeToken(call.token)}.`,
      "Make the policy's conditions on `sub` and `aud` fit that, and its principal the cluster's OIDC provider. `ddconf generate trust-policy --platform eks-irsa` writes it.",
      { detail },
    );
  if (operation === "AssumeRole")
    return new LiveFailure(
      "permission",
      `AWS does not let these credentials assume \`${roleArn}\`.`,
      "It takes two permissions: the role's trust policy has to name the caller, and a policy of the caller has to allow `sts:AssumeRole` on the role. `ddconf generate trust-policy --platform cross-account` and `ddconf generate assume-role-policy` write them.",
      { detail },
    );
  return new LiveFailure(
    "permission",
    "AWS refuses to say who these credentials belong to.",
    "No policy is needed for GetCallerIdentity, so look for an explicit deny: a service control policy, a permissions boundary or the policy of a VPC endpoint.",
    { detail },
  );
};

const badToken: Words = ({ token }, detail) =>
  new LiveFailure(
    "credentials",
    `AWS does not accept the token of the Kubernetes service account${describeToken(token)}.`,
    "IAM needs the cluster's OIDC provider with `sts.amazonaws.com` as its audience, in the account of the role, and the token has to be issued for that audience.",
    { detail },
  );

const badRequest: Words = ({ roleArn }, detail) =>
  new LiveFailure(
    "configuration",
    roleArn ? `\`${roleArn}\` is not the ARN of a role.` : "AWS STS could not read the request.",
    "Write it as `arn:aws:iam::<account>:role/<name>`.",
    { detail },
  );

const throttled: Words = (_call, detail) =>
  new LiveFailure(
    "throttled",
    "AWS STS gets too many requests from this account.",
    "Wait a minute and try again.",
    { detail },
  );

const regionOff: Words = ({ host }, detail) =>
  new LiveFailure(
    "configuration",
    `\`${host}\` belongs to a region that is not switched on in this account.`,
    "Switch it on in the account's settings, or use a region that is.",
    { detail },
  );

const FAILURES: Readonly<Record<string, Words>> = {
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  InvalidClientTokenId: unknownKey,
  UnrecognizedClientException: unknownKey,
  SignatureDoesNotMatch: wrongSignature,
  RequestExpired: ({ clockSkewSeconds }, detail) => clockFailure(clockSkewSeconds, detail),
  AccessDenied: denied,
  AccessDeniedException: denied,
  InvalidIdentityToken: badToken,
  InvalidIdentityTokenException: badToken,
  IDPRejectedClaim: badToken,
  IDPRejectedClaimException: badToken,
  ValidationError: badRequest,
  Throttling: throttled,
  ThrottlingException: throttled,
  RequestLimitExceeded: throttled,
  TooManyRequestsException: throttled,
  RegionDisabledException: regionOff,
};

function noAnswerOfSts(host: string): LiveFailure {
  return new LiveFailure(
    "service",
    `What answered at \`${host}\` is not AWS STS, or broke off.`,
    "A proxy or a login page of the network may be in between. Check what this machine reaches at that address.",
  );
}

function redirected(host: string): LiveFailure {
  return new LiveFailure(
    "service",
    `\`${host}\` sends the request elsewhere, which AWS STS never does; ddconf did not follow.`,
    "A proxy or a login page of the network may be in between. Check what this machine reaches at that address.",
  );
}

function proxyRefused(): LiveFailure {
  return new LiveFailure(
    "network",
    "The proxy wants a name and a password (407).",
    "Write them in HTTPS_PROXY, as http://<name>:<password>@<host>:<port>.",
  );
}

function readError(error: unknown): SdkError {
  if (!(error instanceof Error)) return { name: "Error", message: "", status: undefined };
  const { Code, $metadata } = error as { Code?: unknown; $metadata?: { httpStatusCode?: number } };
  return {
    name: typeof Code === "string" ? Code : error.name,
    message: error.message,
    status: $metadata?.httpStatusCode,
  };
}
