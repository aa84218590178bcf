import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export type Claims = Readonly<Record<string, unknown>>;

/** Secret of the service account tokens of this run. */
const SECRET = randomBytes(32);

/** A token of the Kubernetes service account, as it lies in a projected file. */
export function signToken(claims: Claims): string {
  const head = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${head}.${mac(head)}`;
}

/**
 * Reads a token that `signToken` made.
 *
 * @returns its claims; `not-a-jwt`, or `bad-signature` for a token of another origin
 */
export function readToken(token: string): Claims | "not-a-jwt" | "bad-signature" {
  const [head, body, signature, ...rest] = token.split(".");
  if (!head || !body || !signature || rest.length > 0) return "not-a-jwt";
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
    if (typeof claims !== "object" || claims === null || Array.isArray(claims)) return "not-a-jwt";
    return sameText(signature, mac(`${head}.${body}`)) ? (claims as Claims) : "bad-signature";
  } catch {
    return "not-a-jwt";
  }
}

/** An access token that looks like one and proves nothing: its signature is the word `sandbox`. */
export function fakeToken(claims: Claims): string {
  const signature = Buffer.from("sandbox").toString("base64url");
  return `${encode({ alg: "none", typ: "JWT" })}.${encode(claims)}.${signature}`;
}

/** Compares secrets in a time that does not depend on where they differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Seconds since 1970, as tokens count. */
export function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function mac(text: string): string {
  return createHmac("sha256", SECRET).update(text).digest("base64url");
}
