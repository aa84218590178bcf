import { createHash, createHmac } from "node:crypto";
import { LiveFailure } from "./failure";
import type { AwsCredentials } from "./ports";
import { Secret } from "./secret";

/** What a proof is made of. */
export interface ProofInput {
  readonly credentials: AwsCredentials;
  readonly orgUuid: string;
  /** Region whose STS the proof is for; undefined for the global one. */
  readonly region: string | undefined;
  readonly time: Date;
  /** Is sent along and not signed: `datadog-agent/7.80.0`. */
  readonly userAgent: string;
}

/** A signed GetCallerIdentity request that whoever has it can send to STS, and nothing else. */
export interface Proof {
  /** `<base64 body>|<base64 headers>|POST|<base64 url>`: what follows `Authorization: Delegated`. */
  readonly value: Secret;
  readonly host: string;
  readonly signingRegion: string;
  /** Names only, in the order of the header blob. */
  readonly headerNames: readonly string[];
  readonly signedHeaders: readonly string[];
  readonly redacted: string;
}

const BODY = "Action=GetCallerIdentity&Version=2011-06-15";
const CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";
const GLOBAL_REGION = "us-east-1";

/**
 * Signs GetCallerIdentity exactly as the Agent does (`GenerateAuthProof` and `generateAwsAuthData` in
 * `comp/core/delegatedauth/api/cloudauth/aws/aws.go`): the organization is among the signed headers;
 * Content-Length is signed but left out of the header blob, since the receiver makes it anew; the user agent is
 * in the blob and not signed.
 *
 * @throws LiveFailure `credentials` or `configuration` for what the Agent refuses too
 */
export function signProof({ credentials, orgUuid, region, time, userAgent }: ProofInput): Proof {
  if (orgUuid === "")
    throw new LiveFailure(
      "configuration",
      "`delegated_auth.org_uuid` is empty, so the Agent makes no proof.",
      "Copy the organization's UUID from Organization Settings > Workload Identity Federation.",
    );
  if (credentials.accessKeyId === "" || credentials.secretAccessKey.isEmpty)
    throw new LiveFailure(
      "credentials",
      "There are no AWS credentials to sign with.",
      "Set them up and try again.",
    );
  const { host, signingRegion } = stsHost(region);
  const timestamp = time.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const signed: Record<string, string> = {
    "content-length": String(Buffer.byteLength(BODY)),
    "content-type": CONTENT_TYPE,
    host,
    "x-amz-date": timestamp,
    ...(credentials.sessionToken ? { "x-amz-security-token": credentials.sessionToken.reveal() } : {}),
    "x-ddog-org-id": orgUuid,
  };
  const authorization = authorize(signed, credentials, signingRegion, timestamp);
  const headers: Record<string, readonly string[]> = {
    Authorization: [authorization],
    "Content-Type": [CONTENT_TYPE],
    Host: [host],
    "User-Agent": [userAgent],
    "X-Amz-Date": [timestamp],
    ...(credentials.sessionToken ? { "X-Amz-Security-Token": [credentials.sessionToken.reveal()] } : {}),
    "X-Ddog-Org-Id": [orgUuid],
  };
  return {
    value: new Secret(encode(headers, host)),
    host,
    signingRegion,
    headerNames: Object.keys(headers),
    signedHeaders: Object.keys(signed),
    redacted: redact(headers, host),
  };
}

/**
 * The STS that a proof names. The region goes into the name as it is written: the Agent knows of no partitions,
 * so that there is no right host for China.
 */
export function stsHost(region: string | undefined): {
  readonly host: string;
  readonly signingRegion: string;
} {
  return region
    ? { host: `sts.${region}.amazonaws.com`, signingRegion: region }
    : { host: "sts.amazonaws.com", signingRegion: GLOBAL_REGION };
}

function encode(headers: Readonly<Record<string, readonly string[]>>, host: string): string {
  return [base64(BODY), base64(JSON.stringify(headers)), "POST", base64(`https://${host}`)].join("|");
}

/** The parts before they are encoded, without what makes the proof usable. */
function redact(headers: Readonly<Record<string, readonly string[]>>, host: string): string {
  const shown = Object.entries(headers).map(([name, [value = ""]]) => [name, [redactHeader(name, value)]]);
  const parts = [
    `body:    ${BODY}`,
    `headers: ${JSON.stringify(Object.fromEntries(shown), null, 2)}`,
    "method:  POST",
    `url:     https://${host}`,
  ];
  return parts.join("\n");
}

function redactHeader(name: string, value: string): string {
  if (name === "X-Amz-Security-Token") return "[session token]";
  return value.replace(/(?<=Signature=)[0-9a-f]+/, "[signature]");
}

/** AWS Signature Version 4 over POST / with this body; the headers are in the order of their names. */
function authorize(
  headers: Readonly<Record<string, string>>,
  { accessKeyId, secretAccessKey }: AwsCredentials,
  region: string,
  timestamp: string,
): string {
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(
    ([name, value]) => `${name}:${value.trim().replace(/ +/g, " ")}\n`,
  );
  const request = ["POST", "/", "", lines.join(""), names, sha256(BODY)].join("\n");
  const day = timestamp.slice(0, 8);
  const scope = `${day}/${region}/sts/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", timestamp, scope, sha256(request)].join("\n");
  const key = [day, region, "sts", "aws4_request"].reduce<string | Buffer>(
    hmac,
    `AWS4${secretAccessKey.reveal()}`,
  );
  const signature = hmac(key, text).toString("hex");
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
