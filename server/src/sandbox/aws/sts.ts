import { isListedRegion } from "../../model/aws/partitions";
import type { Answer, Call, Service } from "../http";
import { readToken, seconds } from "../jwt";
import { ACCOUNT, OTHER_ACCOUNT, SERVICE_ACCOUNT } from "../known";
import type { Identities, Identity, TemporaryIdentity } from "./identities";
import { type StsError, verifySignature } from "./signature";
import { brokenXml, type Elements, stsError, stsResult } from "./xml";

/** Stands in for AWS STS: regional and global at once, since both are one host and port here. */
export function createSts(identities: Identities, now: () => Date): Service {
  const actions: Readonly<Record<string, (call: Call, form: URLSearchParams) => Answer>> = {
    GetCallerIdentity: (call) => asCaller(call, (caller) => stsResult("GetCallerIdentity", whoIs(caller))),
    AssumeRole: (call, form) => asCaller(call, (caller) => assumeRole(form, caller)),
    AssumeRoleWithWebIdentity: (_call, form) => assumeRoleWithWebIdentity(form),
  };
  return {
    answer(call) {
      const form = new URLSearchParams(call.body);
      const action = form.get("Action") ?? "";
      const act = call.method === "POST" && call.path === "/" ? actions[action] : undefined;
      if (act && form.get("Version") === "2011-06-15") return act(call, form);
      return stsError({
        status: 400,
        code: "InvalidAction",
        message: `Could not find operation ${action} for version ${form.get("Version") ?? "NO_VERSION_SPECIFIED"}`,
      });
    },
    throttled: () => stsError({ status: 400, code: "Throttling", message: "Rate exceeded" }),
    broken: () =>
      stsError({
        status: 500,
        code: "InternalFailure",
        message: "The request processing has failed because of an unknown error, exception or failure.",
      }),
    malformed: brokenXml,
  };

  function asCaller(call: Call, act: (caller: Identity) => Answer): Answer {
    const { method, path, body, headers } = call;
    const verdict = verifySignature(
      { method, path, body, headers, host: headers.host ?? "" },
      identities,
      now(),
    );
    if ("error" in verdict) return stsError(verdict.error);
    // the loopback address names no region, so any will do that there is
    if (!isListedRegion(verdict.region))
      return stsError({
        status: 403,
        code: "SignatureDoesNotMatch",
        message: "Credential should be scoped to a valid region. ",
      });
    return act(verdict.identity);
  }

  function assumeRole(form: URLSearchParams, caller: Identity): Answer {
    const request = readRoleRequest(form);
    if ("error" in request) return stsError(request.error);
    // every role of the two accounts trusts its caller, but those that say by their name that they do not
    if (![ACCOUNT, OTHER_ACCOUNT].includes(request.account) || request.role.startsWith("untrusting"))
      return stsError({
        status: 403,
        code: "AccessDenied",
        message: `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${form.get("RoleArn")}`,
      });
    return stsResult("AssumeRole", issued(request));
  }

  function assumeRoleWithWebIdentity(form: URLSearchParams): Answer {
    const request = readRoleRequest(form);
    const error =
      "error" in request ? request.error : tokenProblem(form.get("WebIdentityToken") ?? "", now());
    if (error || "error" in request) return stsError(error ?? NOT_AUTHORIZED);
    if (request.account !== ACCOUNT || request.role.startsWith("untrusting")) return stsError(NOT_AUTHORIZED);
    return stsResult("AssumeRoleWithWebIdentity", {
      ...issued(request),
      SubjectFromWebIdentityToken: SERVICE_ACCOUNT,
      Audience: "sts.amazonaws.com",
    });
  }

  function issued({ account, role, session, lifetime }: RoleRequest): Elements {
    const identity = identities.issue(account, role, session, lifetime);
    return {
      Credentials: credentialsOf(identity),
      AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: identity.arn },
    };
  }
}

const NOT_AUTHORIZED: StsError = {
  status: 403,
  code: "AccessDenied",
  message: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
};

function whoIs({ arn, userId, account }: Identity): Elements {
  return { Arn: arn, UserId: userId, Account: account };
}

function credentialsOf(identity: TemporaryIdentity): Elements {
  return {
    AccessKeyId: identity.accessKeyId,
    SecretAccessKey: identity.secretAccessKey,
    SessionToken: identity.sessionToken,
    Expiration: identity.expiration.toISOString().replace(".000Z", "Z"),
  };
}

interface RoleRequest {
  readonly account: string;
  /** Without its path, as sessions name it. */
  readonly role: string;
  readonly session: string;
  /** In seconds. */
  readonly lifetime: number;
}

function readRoleRequest(form: URLSearchParams): RoleRequest | { readonly error: StsError } {
  const arn = form.get("RoleArn") ?? "";
  const session = form.get("RoleSessionName") ?? "";
  const lifetime = Number(form.get("DurationSeconds") ?? 3600);
  const [, account, role] = /^arn:aws:iam::(\d{12}):role\/(?:[!-~]+\/)?([\w+=,.@-]{1,64})$/.exec(arn) ?? [];
  if (!account || !role) return invalid(`${arn || "null"} is invalid`);
  if (!/^[\w+=,.@-]{2,64}$/.test(session))
    return invalid(
      `1 validation error detected: Value '${session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  if (!Number.isInteger(lifetime) || lifetime < 900 || lifetime > 43_200)
    return invalid(
      `1 validation error detected: Value '${lifetime}' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 43200`,
    );
  return { account, role, session, lifetime };
}

function invalid(message: string): { readonly error: StsError } {
  return { error: { status: 400, code: "ValidationError", message } };
}

function tokenProblem(token: string, now: Date): StsError | undefined {
  const bad = (code: string, message: string): StsError => ({ status: 400, code, message });
  const claims = readToken(token);
  if (claims === "not-a-jwt")
    return bad(
      "InvalidIdentityToken",
      "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
    );
  if (claims === "bad-signature")
    return bad(
      "InvalidIdentityToken",
      "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  if (claims.aud !== "sts.amazonaws.com") return bad("InvalidIdentityToken", "Incorrect token audience");
  const expires = Number(claims.exp);
  if (expires <= seconds(now))
    return bad(
      "ExpiredTokenException",
      `Token expired: current date/time ${seconds(now)} must be before the expiration date/time ${expires}`,
    );
  return undefined;
}
