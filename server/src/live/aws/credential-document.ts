import { LiveFailure } from "../failure";
import type { AwsCredentials } from "../ports";
import { Secret } from "../secret";

/**
 * Reads what the container endpoint and the instance metadata service answer with.
 *
 * @param who answered, as a message names it
 * @throws LiveFailure `service` when it is no such document
 */
export function readCredentials(text: string, who: string): AwsCredentials {
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = parse(text);
  if (
    typeof AccessKeyId !== "string" ||
    typeof SecretAccessKey !== "string" ||
    !AccessKeyId ||
    !SecretAccessKey
  )
    throw new LiveFailure(
      "service",
      `${who} answered with something that holds no credentials.`,
      "Check that nothing else answers at that address, such as a proxy or a metadata mock.",
    );
  const expires = typeof Expiration === "string" ? Date.parse(Expiration) : Number.NaN;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: new Secret(SecretAccessKey),
    sessionToken: typeof Token === "string" && Token !== "" ? new Secret(Token) : undefined,
    expiresAt: Number.isNaN(expires) ? undefined : new Date(expires),
  };
}

/** The members of a JSON object; none when the text is no such object. */
export function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
