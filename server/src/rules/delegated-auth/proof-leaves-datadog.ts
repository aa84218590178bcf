import { agentApiTarget, hostOf } from "../../model/datadog-hosts";
import { isUnknowable } from "../../model/placeholder";
import { defineRule } from "../define";
import { readDelegatedAuth, scalarSetting } from "../support/delegated-auth";

export default defineRule({
  id: "delegated-auth/proof-leaves-datadog",
  title: "The signed proof goes to a host that is not Datadog's",
  severity: "warning",
  appliesTo: "datadog",
  check(root, report) {
    const block = readDelegatedAuth(root).enabled[0];
    const ddUrl = scalarSetting(root, "dd_url");
    if (!block || !ddUrl?.text || isUnknowable(ddUrl)) return;
    if (agentApiTarget({ ddUrl: ddUrl.text }).recognized) return;
    report(ddUrl, {
      message: `With \`delegated_auth\` the Agent asks this host for its API key and sends it the signed proof of its AWS identity: \`${hostOf(ddUrl.text)}\` is no Datadog host. Remove \`dd_url\` and use \`site\` and \`proxy\`, unless you run that host and it passes the request on to Datadog.`,
      related: [{ at: block.entry.key, message: "Delegated authentication is on here" }],
    });
  },
});
