import { entryOf } from "../../model/node";
import { defineRule } from "../define";
import { insertFix, writeFix } from "../support/fixes";
import { givenIn, isNotNull, switchOf } from "../support/given";

const FEATURES = [
  "query_metrics",
  "query_samples",
  "query_activity",
  "collect_settings",
  "collect_schemas",
  "collect_column_stats",
] as const;

export default defineRule({
  id: "postgres/needs-dbm",
  title: "This feature needs `dbm: true`",
  severity: "warning",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const current = givenIn(map, "dbm");
    const dbm = current.entry ? current : givenIn(map, "deep_database_monitoring");
    if (switchOf(dbm) !== "off") return;
    const title = "Set `dbm: true`";
    for (const name of FEATURES) {
      const enabled = givenIn(entryOf(map, name)?.value, "enabled");
      if (!enabled.entry || switchOf(enabled) !== "on") continue;
      report(enabled.entry.value, {
        message: `\`${name}\` is a part of Database Monitoring, and \`dbm\` is ${isNotNull(dbm) ? "off" : "not set"}: the Agent logs a warning and collects none of it. Set \`dbm: true\`, or remove \`${name}\`.`,
        fixes: [
          dbm.entry
            ? writeFix(dbm.scalar, "true", false, title)
            : insertFix(context, map, [], ["dbm: true"], title),
        ],
      });
    }
  },
});
