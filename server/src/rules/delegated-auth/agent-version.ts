import { liesBelow, reachesBelow, type VersionRange } from "../../config/version";
import { defineRule, type Report } from "../define";
import { readDelegatedAuth } from "../support/delegated-auth";

export default defineRule({
  id: "delegated-auth/agent-version",
  title: "The Agent is too old for delegated_auth",
  severity: "error",
  appliesTo: "datadog",
  check(root, report, { settings }) {
    const block = readDelegatedAuth(root).enabled[0];
    const finding = judge(settings.agentVersion);
    if (block && finding) report(block.entry.key, finding);
  },
});

/** First release with delegated authentication. */
const INTRODUCED = "7.78.0";
/** First release whose core Agents use the credentials of IRSA, ECS tasks and EKS Pod Identity. */
const CONTAINERS = "7.82.0";

function judge(range: VersionRange): Report | undefined {
  if (liesBelow(range, INTRODUCED))
    return {
      message: `Agent \`${range.text}\` does not know \`delegated_auth\`, which came with ${INTRODUCED}: it ignores the block and sends nothing without an \`api_key\`. Upgrade the Agent, or keep a key.`,
    };
  if (reachesBelow(range, INTRODUCED))
    return {
      severity: "warning",
      message: `Agents before ${INTRODUCED} ignore \`delegated_auth\`, and your versions, \`${range.text}\`, include such. Upgrade them, or keep an \`api_key\` for them.`,
    };
  if (range.text !== undefined && reachesBelow(range, CONTAINERS))
    return {
      severity: "information",
      message: `Before ${CONTAINERS} the Agent takes AWS credentials from environment variables and from EC2's instance metadata only. If your \`${range.text}\` runs with IRSA, an ECS task role or EKS Pod Identity, upgrade to ${CONTAINERS} or newer.`,
    };
  return undefined;
}
