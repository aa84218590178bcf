import { isUnknowable } from "../../model/placeholder";
import { defineRule } from "../define";
import { readDelegatedAuth, scalarSetting, sectionOf } from "../support/delegated-auth";
import { removal } from "../support/delegated-auth-fixes";

export default defineRule({
  id: "delegated-auth/same-org",
  title: "The product section repeats the global organization",
  severity: "hint",
  appliesTo: "datadog",
  check(root, report, context) {
    const { global, products } = readDelegatedAuth(root);
    if (!global?.orgUuid || isUnknowable(global.orgUuid)) return;
    const organization = global.orgUuid.text.toLowerCase();
    for (const block of products) {
      if (block.map?.entries.length !== 1 || block.orgUuid?.text.toLowerCase() !== organization) continue;
      // with a key of its own, the product would send to that key's organization without this block
      if (scalarSetting(block.holder, "api_key")) continue;
      report(block.orgUuid, {
        message: `\`${sectionOf(block)}\` names the same organization as the global \`delegated_auth\`, which covers it already: the Agent only asks for one more key. Remove it here.`,
        tag: "unnecessary",
        related: [{ at: global.orgUuid, message: "The global organization" }],
        fixes: [removal(context, root, block, block.entry, { title: "Remove this `delegated_auth`" })],
      });
    }
  },
});
