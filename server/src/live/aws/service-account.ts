import type { Secret } from "../secret";

/**
 * Whom a service account's token speaks of, as the end of a sentence: a trust policy asks for exactly these. The
 * token itself stays out of it; empty when it cannot be read.
 */
export function describeToken(token: Secret | undefined): string {
  const { sub, aud, iss } = claimsOf(token);
  const audience = Array.isArray(aud) ? aud[0] : aud;
  const parts = [
    ...(isWord(sub) ? [`\`sub\` is \`${sub}\``] : []),
    ...(isWord(audience) ? [`\`aud\` is \`${audience}\``] : []),
    ...(isWord(iss) ? [`it was issued by \`${iss.replace(/^https:\/\//, "")}\``] : []),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

/** Claims are shown only where they are what they should be, and no second secret. */
function isWord(value: unknown): value is string {
  return typeof value === "string" && /^[\w:./@-]{1,200}$/.test(value);
}

function claimsOf(token: Secret | undefined): { sub?: unknown; aud?: unknown; iss?: unknown } {
  try {
    const [, payload = ""] = token?.reveal().split(".") ?? [];
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? claims : {};
  } catch {
    return {};
  }
}
