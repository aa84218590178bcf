import { state } from "@aws-sdk/core/client";
import { Signer } from "@aws-sdk/rds-signer";
import { agentCredentials } from "./aws/agent-credentials";
import { chainCredentials } from "./aws/chain";
import { assumeRole, getCallerIdentity, sdkCredentials } from "./aws/sts";
import type { AwsPort } from "./ports";
import { Secret } from "./secret";

// the SDK warns whoever runs on an older Node that its own next versions will not; those in here go on
state.warningEmitted = true;

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
