import { renameKey } from "../../model/edit";
import { entryOf } from "../../model/node";
import { defineRule } from "../define";
import { fixOf, removeFix } from "../support/fixes";
import { givenIn } from "../support/given";

/** Seconds between two scans when nothing is set. */
const DEFAULT_INTERVAL = 3600;

export default defineRule({
  id: "sqlserver/interval-not-read",
  title: "The check reads `autodiscovery_interval`",
  severity: "warning",
  appliesTo: "sqlserver.instance",
  check({ map }, report, context) {
    const { entry, text } = givenIn(map, "database_autodiscovery_interval");
    if (!entry || text === undefined || Number(text) === DEFAULT_INTERVAL) return;
    const other = entryOf(map, "autodiscovery_interval");
    const message = `\`database_autodiscovery_interval\` is the documented name, but the check reads \`autodiscovery_interval\`${other ? ", which is here too" : ` and so looks for new databases every ${DEFAULT_INTERVAL} seconds`}.`;
    report(entry.key, {
      message: `${message} ${other ? "Remove this one." : "Write that name."}`,
      fixes: [
        other
          ? removeFix(context, map, entry)
          : fixOf("Rename to `autodiscovery_interval`", renameKey(entry, "autodiscovery_interval")),
      ],
      ...(other ? { related: [{ at: other.key, message: "The one that counts." }] } : {}),
    });
  },
});
