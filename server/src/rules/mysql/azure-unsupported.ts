import { entryOf } from "../../model/node";
import { defineRule } from "../define";
import { removeFix } from "../support/fixes";

export default defineRule({
  id: "mysql/azure-unsupported",
  title: "The mysql check has no Azure login",
  severity: "error",
  appliesTo: "mysql.instance",
  check({ map }, report, context) {
    const places = [
      entryOf(entryOf(map, "azure")?.value, "managed_authentication"),
      entryOf(map, "managed_identity"),
    ];
    for (const entry of places) {
      if (!entry) continue;
      report(entry.key, {
        message: `The mysql check has no login with Entra ID and ignores \`${entry.name}\`: it logs in with \`username\` and \`password\`. Write a \`password\`, as a secret, and remove this block; only the postgres and sqlserver checks read it.`,
        fixes: [removeFix(context, map, entry)],
      });
    }
  },
});
