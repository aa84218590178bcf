import { liesBelow, reachesBelow } from "../../config/version";
import { entryOf, type MapNode, scalarOf, seqOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { optionAt } from "../../schema/catalogue";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { removeFix } from "../support/fixes";
import { givenIn, isFilled, switchOf } from "../support/given";

export default defineRule({
  id: "postgres/autodiscovery-dbname",
  title: "`dbname` and database autodiscovery do not fit together",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const discovery = entryOf(map, "database_autodiscovery");
    if (switchOf(givenIn(discovery?.value, "enabled")) !== "on") return;
    const dbname = givenIn(map, "dbname");
    const range = context.settings.agentVersion;
    if (dbname.entry && dbname.scalar && isFilled(dbname)) {
      if (dbname.unknowable || dbname.text === "postgres" || !reachesBelow(range, "7.72")) return;
      report(dbname.entry.key, {
        message:
          "Database autodiscovery is on, and Agents up to 7.71 then refuse an instance with a `dbname`. Remove `dbname`; `database_autodiscovery.include` says which databases are meant.",
        fixes: [removeFix(context, map, dbname.entry)],
      });
    } else if (!dbname.entry && !liesBelow(range, "7.80")) checkExcluded(map, report, context);
  },
});

/** Without `dbname` the Agent connects to `global_view_db`, which must not be one of the excluded databases. */
function checkExcluded(map: MapNode, report: Reporter, { options }: RuleContext): void {
  const discovery = entryOf(map, "database_autodiscovery")?.value;
  const view = givenIn(discovery, "global_view_db");
  if (view.unknowable) return;
  const defaultView = optionAt(options, ["instances", 0, "database_autodiscovery", "global_view_db"])?.schema
    .default;
  const database = view.text ?? String(defaultView);
  for (const item of seqOf(entryOf(discovery, "exclude")?.value)?.items ?? []) {
    const pattern = scalarOf(item);
    if (typeof pattern?.value !== "string" || isUnknowable(pattern) || !matches(pattern.value, database))
      continue;
    report(item, {
      message: `This pattern excludes \`${database}\`, the database that the Agent itself connects to when there is no \`dbname\`: it refuses the instance. Set \`database_autodiscovery.global_view_db\` or \`dbname\` to a database that is not excluded.`,
    });
    return;
  }
}

/** Only patterns that mean the same in Python and JavaScript are tried. */
function matches(pattern: string, database: string): boolean {
  if (!/^[\w.*+^$|()[\]-]*$/.test(pattern)) return false;
  try {
    return new RegExp(pattern).test(database);
  } catch {
    return false;
  }
}
