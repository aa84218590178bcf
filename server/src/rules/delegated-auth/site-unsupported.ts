import { agentApiTarget, hostOf, isGovernmentHost } from "../../model/datadog-hosts";
import { isUnknowable } from "../../model/placeholder";
import { defineRule } from "../define";
import { readDelegatedAuth, scalarSetting } from "../support/delegated-auth";

export default defineRule({
  id: "delegated-auth/site-unsupported",
  title: "Datadog's government sites do not support it for the Agent",
  severity: "error",
  appliesTo: "datadog",
  check(root, report, { settings }) {
    const block = readDelegatedAuth(root).enabled[0];
    const [site, ddUrl] = [scalarSetting(root, "site"), scalarSetting(root, "dd_url")];
    if (!block || (site && isUnknowable(site)) || (ddUrl && isUnknowable(ddUrl))) return;
    const target = agentApiTarget({ site: site?.text || settings.site || "", ddUrl: ddUrl?.text ?? "" });
    if (!isGovernmentHost(hostOf(target.url))) return;
    const source = ddUrl?.text ? ddUrl : site?.text ? site : undefined;
    const name = source?.text ?? settings.site;
    report(block.entry.key, {
      message: `Datadog does not offer Workload Identity Federation for the Agent on its government sites, and this Agent sends to \`${name}\`: no key comes back. Use an \`api_key\` here, best from a secret backend.`,
      related: source ? [{ at: source, message: "Where the Agent sends to" }] : [],
    });
  },
});
