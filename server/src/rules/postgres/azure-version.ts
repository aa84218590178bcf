import { reachesBelow, type VersionRange } from "../../config/version";
import { defineRule, type Located, type Report } from "../define";
import { includesSome } from "../support/agents";
import { switchOf } from "../support/given";
import { type PostgresAuth, readPostgresAuth } from "../support/postgres-auth";

interface Complaint extends Report {
  readonly at: Located | undefined;
}

export default defineRule({
  id: "postgres/azure-version",
  title: "This Agent version handles Azure login differently",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    if (switchOf(auth.azure.enabled) !== "on" && auth.reason !== "legacy-block") return;
    const range = context.settings.agentVersion;
    const complaint = unknownBlock(auth, range) ?? workloadIdentity(auth, range) ?? brokenToken(auth, range);
    if (complaint?.at) report(complaint.at, complaint);
  },
});

function unknownBlock({ azure }: PostgresAuth, range: VersionRange): Complaint | undefined {
  if (!azure.managed || azure.legacy || !reachesBelow(range, "7.51")) return undefined;
  return {
    at: azure.managed.key,
    message:
      "Agents before 7.51 do not know `azure.managed_authentication` and ignore it, so they have nothing to log in with. Run 7.51 or newer; 7.48 to 7.50 take a `managed_identity` block with `client_id` beside `azure`.",
  };
}

function workloadIdentity({ azure }: PostgresAuth, range: VersionRange): Complaint | undefined {
  if (azure.authType.text !== "workload_identity" || !reachesBelow(range, "7.80")) return undefined;
  return {
    at: azure.authType.scalar,
    message:
      "Agents before 7.80 ignore `auth_type` and log in with a managed identity of the node, for which they need `client_id`. Run 7.80 or newer for `workload_identity`.",
  };
}

function brokenToken({ azure, login }: PostgresAuth, range: VersionRange): Complaint | undefined {
  if (login === "aws-iam" || !includesSome(range, "7.72.1", "7.73")) return undefined;
  return {
    at: azure.enabled.entry?.value ?? azure.legacy?.key,
    message:
      "Agent 7.72.1 fails on every Azure token with “'AccessToken' object has no attribute 'expires_at'”, and no 7.72 is known to have the correction. Run 7.73 or newer, or 7.71.",
  };
}
