import type { AwsCredentials } from "../ports";
import type { Secret } from "../secret";

const LONGEST = 400;

/**
 * What a service says of an error, fit to be shown. STS may repeat the request that it was sent, session token
 * and all, behind the first sentence; so only the first line counts, and nothing of it that is known to be secret.
 */
export function quote(text: string, secrets: readonly (Secret | undefined)[] = []): string | undefined {
  let line = text.split(/[\r\n]|The Canonical String/, 1)[0]?.trim() ?? "";
  for (const secret of secrets) {
    if (secret && !secret.isEmpty) line = line.replaceAll(secret.reveal(), "[secret]");
  }
  const bare = line
    .replace(/(https?:\/\/[^\s?]+)\?\S*/g, "$1")
    // what looks like a token: long, and no ARN or sentence
    .replace(/[A-Za-z0-9+/=_-]{100,}/g, "[…]");
  if (bare === "") return undefined;
  return bare.length > LONGEST ? `${bare.slice(0, LONGEST)}…` : bare;
}

export function secretsOf(credentials: AwsCredentials | undefined): readonly (Secret | undefined)[] {
  return [credentials?.secretAccessKey, credentials?.sessionToken];
}
