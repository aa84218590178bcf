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
  const target = `Agent \`${range.text}\``;
  if (liesBelow(range, INTRODUCED))
    return {
      message: `${target} is older than ${INTRODUCED} and does not know \`delegated_auth\`: it ignores the block and needs an \`api_key\`. Upgrade the Agent, or keep the key.`,
    };
  if (reachesBelow(range, INTRODUCED))
    return {
      severity: "warning",
      message: `The targeted range ${target} has Agents older than ${INTRODUCED}, which ignore \`delegated_auth\`. Keep an \`api_key\` for them, or upgrade them.`,
    };
  if (range.text !== undefined && reachesBelow(range, CONTAINERS))
    return {
      severity: "information",
      message: `Before ${CONTAINERS} the Agent finds AWS credentials in environment variables and in EC2's instance metadata only. If ${target} runs with IRSA, an ECS task role or EKS Pod Identity, upgrade to ${CONTAINERS} or newer.`,
    };
  return undefined;
}
