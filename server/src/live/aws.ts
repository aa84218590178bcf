import { Signer } from "@aws-sdk/rds-signer";
import { agentCredentials } from "./aws/agent-credentials";
import { chainCredentials } from "./aws/chain";
import { assumeRole, getCallerIdentity, sdkCredentials } from "./aws/sts";
import type { AwsPort } from "./ports";
import { Secret } from "./secret";

/** AWS through its SDK; the Agent's own ways to credentials, which the SDK has in another order, beside it. */
export const aws: AwsPort = {
  findCredentials: (identity, region, run) =>
    identity.as === "agent" ? agentCredentials(region, run) : chainCredentials(identity.profile, region, run),
  assumeRole,
  callerIdentity: getCallerIdentity,
  databaseToken: async ({ host, port, username, region }, credentials) => {
    const signer = new Signer({
      hostname: host,
      port,
      username,
      region,
      credentials: sdkCredentials(credentials),
    });
    return new Secret(await signer.getAuthToken());
  },
};
