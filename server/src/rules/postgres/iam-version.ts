import type { Settings } from "../../config/settings";
import { reachesBelow, type VersionRange } from "../../config/version";
import type { MapNode } from "../../model/node";
import { defineRule, type Located, type Report, type RuleContext } from "../define";
import { includesSome } from "../support/agents";
import { insertFix } from "../support/fixes";
import { isFilled, switchOf } from "../support/given";
import { type PostgresAuth, readPostgresAuth, wantsIam } from "../support/postgres-auth";

interface Complaint extends Report {
  readonly at: Located | undefined;
}

export default defineRule({
  id: "postgres/iam-version",
  title: "This Agent version handles IAM login differently",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    const range = context.settings.agentVersion;
    const complaints = [
      unknownBlock(auth, range),
      roleIgnored(auth, range),
      portMissing(auth, map, context),
      blockLost(auth, map, context) ?? tokenNotRefreshed(auth, context),
    ];
    for (const complaint of complaints) if (complaint?.at) report(complaint.at, complaint);
  },
});

function unknownBlock({ aws }: PostgresAuth, range: VersionRange): Complaint | undefined {
  if (!aws.managed || !reachesBelow(range, "7.51")) return undefined;
  const on = switchOf(aws.enabled);
  const region = isFilled(aws.region);
  // with a region, 7.46 to 7.50 log in with IAM anyway, and without one they do not
  const early = reachesBelow(range, "7.46");
  if (on === "unknown" || (on === "on" ? region && !early : !region)) return undefined;
  const instead =
    on === "off"
      ? "; there `aws.region` alone switches IAM login on, whatever stands here. Remove `region`, or run 7.51 or newer."
      : early
        ? ", and before 7.46 there is no IAM login at all. Run 7.51 or newer."
        : "; there only `aws.region` switches IAM login on. Write the `region`, or run 7.51 or newer.";
  return {
    at: aws.managed.key,
    message: `Agents before 7.51 do not know \`managed_authentication\` and ignore it${instead}`,
  };
}

function roleIgnored({ aws }: PostgresAuth, range: VersionRange): Complaint | undefined {
  if (!isFilled(aws.roleArn) || !reachesBelow(range, "7.57") || switchOf(aws.enabled) === "off")
    return undefined;
  return {
    at: aws.roleArn.entry?.key,
    message:
      "Agents before 7.57 ignore `role_arn`: they sign the token as the Agent's own role, which in another account may not log in. Run 7.57 or newer.",
  };
}

function portMissing(auth: PostgresAuth, map: MapNode, context: RuleContext): Complaint | undefined {
  if (auth.port.entry || !asksForIam(auth, context.settings)) return undefined;
  if (!includesSome(context.settings.agentVersion, "7.46", "7.58")) return undefined;
  return {
    at: placeOf(auth),
    message:
      "IAM login is on and `port` is not set: Agents before 7.58 then sign the token without a port, and the database refuses it. Write `port: 5432`.",
    fixes: [insertFix(context, map, [], ["port: 5432"], "Add `port: 5432`")],
  };
}

function blockLost(auth: PostgresAuth, map: MapNode, context: RuleContext): Complaint | undefined {
  const { aws, host } = auth;
  if (!includesSome(context.settings.agentVersion, "7.66", "7.70")) return undefined;
  if (!asksForIam(auth, context.settings) || isFilled(aws.instanceEndpoint) || !host.scalar) return undefined;
  if (!host.text?.includes(".rds.amazonaws.com")) return undefined;
  const written = context.region.text.slice(host.scalar.span.start, host.scalar.span.end);
  const block = [`instance_endpoint: ${written}`];
  return {
    at: aws.block?.key,
    message:
      "Agents 7.66 to 7.69 overwrite the whole `aws` block when it has no `instance_endpoint`: region and managed authentication are lost and the login fails with “fe_sendauth: no password supplied”. Write `instance_endpoint` too.",
    fixes: [insertFix(context, map, ["aws"], block, "Add `instance_endpoint`")],
  };
}

function tokenNotRefreshed(auth: PostgresAuth, context: RuleContext): Complaint | undefined {
  if (!asksForIam(auth, context.settings) || !includesSome(context.settings.agentVersion, "7.70.1", "7.72"))
    return undefined;
  return {
    at: placeOf(auth),
    severity: "warning",
    message:
      "Agents 7.70.1 and 7.71 make the IAM token once, when they start: after its 15 minutes every new connection fails with “PAM authentication failed”. Run 7.70.0, or 7.72 or newer.",
  };
}

/** Not where `aws.region` alone switched IAM on: postgres/iam-implicit says that first. */
function asksForIam(auth: PostgresAuth, settings: Settings): boolean {
  return switchOf(auth.aws.enabled) === "on" || wantsIam(auth, settings);
}

function placeOf({ aws, reason }: PostgresAuth): Located | undefined {
  return reason === "region" ? aws.region.entry?.key : (aws.enabled.entry?.value ?? aws.region.entry?.key);
}
