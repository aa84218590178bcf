import { liesBelow, reachesBelow } from "../../config/version";
import { type MapNode, mapOf } from "../../model/node";
import { defineRule, type Fix, type RuleContext } from "../define";
import { insertFix, removeFix } from "../support/fixes";
import { isFilled } from "../support/given";
import { type PostgresAuth, readPostgresAuthFor } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/iam-implicit",
  title: "`aws.region` alone switches IAM login on",
  severity: "warning",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const { lowest, highest } = context.settings.agentVersion;
    const [oldest, newest] = [readPostgresAuthFor(map, lowest), readPostgresAuthFor(map, highest)];
    const { entry } = newest.aws.region;
    const implied = [newest, oldest].find((auth) => auth.login === "aws-iam" && auth.reason === "region");
    // an explicit block is only overruled by Agents that do not know it: postgres/iam-version says that
    if (!entry || !implied || mapOf(implied.aws.managed?.value)?.entries.length) return;
    const message = isFilled(implied.password) ? passwordIgnored(context) : switchedOn(implied, context);
    if (message) report(entry.key, { message, fixes: fixes(implied, map, context) });
  },
});

/** Before 7.51 there was no other way to ask for IAM, so a region without a password is no surprise there. */
function switchedOn({ password }: PostgresAuth, context: RuleContext): string | undefined {
  if (liesBelow(context.settings.agentVersion, "7.51")) return undefined;
  const without = password.text === "" ? "with an empty password" : "without a password";
  return `\`aws.region\` ${without} switches IAM login on: the Agent logs in with an IAM token although no \`managed_authentication\` asks for it. Say what you want: \`managed_authentication.enabled: true\`, or \`false\`.`;
}

function passwordIgnored({ settings }: RuleContext): string {
  const instead = reachesBelow(settings.agentVersion, "7.51")
    ? "Remove `region` to log in with the password."
    : "Set `managed_authentication.enabled: false` to log in with the password.";
  return `Agents before 7.58 switch IAM login on as soon as \`aws.region\` is set and ignore the password. ${instead}`;
}

function fixes(auth: PostgresAuth, map: MapNode, context: RuleContext): (Fix | undefined)[] {
  const { entry } = auth.aws.region;
  // the explicit block is unknown to Agents before 7.51
  if (reachesBelow(context.settings.agentVersion, "7.51") && isFilled(auth.password))
    return [entry && removeFix(context, map, entry)];
  if (auth.aws.managed) return [];
  const explicit = (enabled: boolean, title: string) =>
    insertFix(context, map, ["aws", "managed_authentication"], [`enabled: ${enabled}`], title);
  const off = explicit(false, "Keep IAM login off: `enabled: false`");
  // with a password, asking for IAM login would only make another finding of it
  return isFilled(auth.password) ? [off] : [explicit(true, "Ask for IAM login: `enabled: true`"), off];
}
