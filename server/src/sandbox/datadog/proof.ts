import { isListedRegion, partitionOfRegion } from "../../model/aws/partitions";
import type { Identities, Identity } from "../aws/identities";
import { verifySignature } from "../aws/signature";
import { ORG_UUID } from "../known";

const BODY = "Action=GetCallerIdentity&Version=2011-06-15";
const CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

/** What a proof proves, or why it proves nothing. */
export type ProofResult =
  | { readonly identity: Identity; readonly hasSessionToken: boolean }
  | { readonly problem: string };

interface Proof {
  readonly host: string;
  /** Region that the host stands for. */
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Replays the signed GetCallerIdentity request that a proof holds, as Datadog has AWS do it.
 *
 * @param authorization the header: `Delegated <body>|<headers>|POST|<url>`, all in base64 but the method
 */
export function verifyProof(
  authorization: string | undefined,
  identities: Identities,
  now: Date,
): ProofResult {
  const proof = readProof(authorization);
  if ("problem" in proof) return proof;
  const org = proof.headers["x-ddog-org-id"];
  if (org === undefined) return bad("the header x-ddog-org-id is missing from the signed request");
  const headers = { ...proof.headers, "content-length": String(BODY.length) };
  const verdict = verifySignature(
    { method: "POST", host: proof.host, path: "/", headers, body: BODY },
    identities,
    now,
  );
  if ("error" in verdict)
    return bad(`AWS STS has refused the signed request: ${verdict.error.code}: ${verdict.error.message}`);
  if (verdict.region !== proof.region)
    return bad(
      `AWS STS has refused the signed request: SignatureDoesNotMatch: Credential should be scoped to a valid region, not '${verdict.region}'.`,
    );
  if (!verdict.signed.has("x-ddog-org-id")) return bad("the header x-ddog-org-id is not signed");
  if (org !== ORG_UUID)
    return bad(`the organization of x-ddog-org-id is not known; the sandbox knows ${ORG_UUID} alone`);
  return {
    identity: verdict.identity,
    hasSessionToken: proof.headers["x-amz-security-token"] !== undefined,
  };
}

function readProof(authorization: string | undefined): Proof | { readonly problem: string } {
  const [, text] = /^Delegated (\S+)$/.exec(authorization ?? "") ?? [];
  if (text === undefined) return bad("the Authorization header is not of the form: Delegated <proof>");
  const fields = text.split("|");
  if (fields.length !== 4)
    return bad(`the proof has ${fields.length} fields instead of 4: body, headers, method and URL`);
  const [body, headers, , url] = fields.map((field) => decode(field));
  if (body === undefined || headers === undefined || url === undefined)
    return bad("body, headers or URL of the proof are not in padded base64");
  if (body !== BODY) return bad("the body of the signed request is not that of GetCallerIdentity");
  if (fields[2] !== "POST") return bad("the method of the signed request is not POST");
  const [, host = ""] = /^https:\/\/([^/?#]+)$/.exec(url) ?? [];
  const region = regionOf(host);
  if (region === undefined) return bad("the URL of the signed request is not that of an AWS STS endpoint");
  const read = readHeaders(headers);
  if (!read) return bad("the headers of the proof are not a JSON object of arrays of strings");
  if (read.host !== host) return bad("the Host header of the signed request differs from its URL");
  if (read["content-type"] !== CONTENT_TYPE)
    return bad(`the Content-Type of the signed request is not ${CONTENT_TYPE}`);
  return { host, region, headers: read };
}

/** The region of an STS host; undefined when it is none. Hosts outside amazonaws.com are not replayed. */
function regionOf(host: string): string | undefined {
  if (host === "sts.amazonaws.com") return "us-east-1";
  const [, region] = /^sts\.([a-z0-9-]+)\.amazonaws\.com$/.exec(host) ?? [];
  if (region === undefined || !isListedRegion(region)) return undefined;
  return partitionOfRegion(region)?.dnsSuffix === "amazonaws.com" ? region : undefined;
}

/** Names in lower case. Agent and API client differ in case and order, and both are taken. */
function readHeaders(text: string): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const headers: Record<string, string> = {};
    for (const [name, values] of Object.entries(value)) {
      if (!Array.isArray(values) || !values.every((item) => typeof item === "string")) return undefined;
      headers[name.toLowerCase()] = values.join(",");
    }
    return headers;
  } catch {
    return undefined;
  }
}

function decode(field: string): string | undefined {
  const bytes = Buffer.from(field, "base64");
  return field !== "" && bytes.toString("base64") === field ? bytes.toString("utf8") : undefined;
}

function bad(problem: string): { readonly problem: string } {
  return { problem };
}
