import { createHash } from "node:crypto";
import { RequestSigner } from "aws4";
import { sameText } from "../jwt";
import type { Identities, Identity } from "./identities";

/** A request to STS: one that came in, or one that a proof describes. */
export interface SignedRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface StsError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export type Verdict =
  | { readonly identity: Identity; readonly region: string; readonly signed: ReadonlySet<string> }
  | { readonly error: StsError };

interface Authorization {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signed: readonly string[];
  readonly signature: string;
}

const SKEW_MINUTES = 15;
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([0-9a-f]{64})$/;

/**
 * Verifies a Signature Version 4 as STS does, with aws4, which has nothing in common with the code that signs in
 * ddconf. Codes and texts are those of the real STS.
 */
export function verifySignature(request: SignedRequest, identities: Identities, now: Date): Verdict {
  const header = request.headers.authorization;
  if (header === undefined)
    return refuse(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
  const authorization = readAuthorization(header);
  const date = request.headers["x-amz-date"];
  if (!authorization)
    return refuse(
      400,
      "IncompleteSignature",
      "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.",
    );
  if (date === undefined)
    return refuse(400, "IncompleteSignature", "Authorization header requires existence of an 'X-Amz-Date'.");
  const identity = identities.find(authorization.accessKeyId);
  const error =
    whoIsWrong(identity, request.headers["x-amz-security-token"], now) ??
    scopeIsWrong(authorization, date) ??
    timeIsWrong(date, now);
  if (error || !identity) return { error: error ?? UNKNOWN_KEY };
  return signatureMatches(request, authorization, date, identity)
    ? { identity, region: authorization.region, signed: new Set(authorization.signed) }
    : mismatch(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
      );
}

function readAuthorization(header: string): Authorization | undefined {
  const [, accessKeyId, date, region, service, signed, signature] = AUTHORIZATION.exec(header.trim()) ?? [];
  if (!accessKeyId || !date || !region || !service || !signed || !signature) return undefined;
  return { accessKeyId, date, region, service, signed: signed.toLowerCase().split(";"), signature };
}

const UNKNOWN_KEY: StsError = {
  status: 403,
  code: "InvalidClientTokenId",
  message: "The security token included in the request is invalid.",
};

function whoIsWrong(identity: Identity | undefined, token = "", now: Date): StsError | undefined {
  if (!identity || !sameText(token, identity.sessionToken ?? "")) return UNKNOWN_KEY;
  if (identity.expiration && identity.expiration <= now)
    return {
      status: 403,
      code: "ExpiredToken",
      message: "The security token included in the request is expired",
    };
  return undefined;
}

function scopeIsWrong({ date: day, service }: Authorization, date: string): StsError | undefined {
  if (service !== "sts") return mismatch("Credential should be scoped to correct service: 'sts'. ").error;
  if (!date.startsWith(day))
    return mismatch(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`,
    ).error;
  return undefined;
}

function timeIsWrong(date: string, now: Date): StsError | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!parts)
    return {
      status: 400,
      code: "IncompleteSignature",
      message: `Date must be in ISO-8601 'basic format'. Got '${date.slice(0, 40)}'.`,
    };
  const [, year, month, day, hour, minute, second] = parts;
  const signed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const limit = (sign: 1 | -1) => new Date(now.getTime() + sign * SKEW_MINUTES * 60_000);
  if (signed < limit(-1).getTime())
    return mismatch(
      `Signature expired: ${date} is now earlier than ${amzDate(limit(-1))} (${amzDate(now)} - ${SKEW_MINUTES} min.)`,
    ).error;
  if (signed > limit(1).getTime())
    return mismatch(
      `Signature not yet current: ${date} is still later than ${amzDate(limit(1))} (${amzDate(now)} + ${SKEW_MINUTES} min.)`,
    ).error;
  return undefined;
}

function signatureMatches(
  { method, host, path, headers, body }: SignedRequest,
  { signed, region, signature }: Authorization,
  date: string,
  identity: Identity,
): boolean {
  // all that AWS acts on must be signed, or it could be changed on the way
  const needed = ["host", ...Object.keys(headers).filter((name) => name.startsWith("x-amz-"))];
  if (!needed.every((name) => signed.includes(name))) return false;
  const values: Record<string, string> = {};
  for (const name of signed) {
    const value = headers[name];
    if (value === undefined) return false;
    values[name] = value;
  }
  // aws4 takes this header's word for the body
  const bodyHash = headers["x-amz-content-sha256"];
  if (bodyHash !== undefined && bodyHash !== createHash("sha256").update(body).digest("hex")) return false;
  const signer = new RequestSigner(
    {
      service: "sts",
      region,
      method,
      host,
      path,
      headers: values,
      body,
      doNotModifyHeaders: true,
      extraHeadersToInclude: Object.fromEntries(signed.map((name) => [name, true as const])),
    },
    identity,
  );
  signer.datetime = date;
  return sameText(signer.signature(), signature);
}

/** `20260805T123456Z`. */
export function amzDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function refuse(status: number, code: string, message: string): { readonly error: StsError } {
  return { error: { status, code, message } };
}

function mismatch(message: string): { readonly error: StsError } {
  return refuse(403, "SignatureDoesNotMatch", message);
}
