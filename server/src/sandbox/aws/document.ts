import type { TemporaryIdentity } from "./identities";

/** Credentials in the form of the EC2, ECS and EKS endpoints. */
export function credentialDocument(identity: TemporaryIdentity): Record<string, string> {
  return {
    AccessKeyId: identity.accessKeyId,
    SecretAccessKey: identity.secretAccessKey,
    Token: identity.sessionToken,
    Expiration: identity.expiration.toISOString().replace(".000Z", "Z"),
  };
}
