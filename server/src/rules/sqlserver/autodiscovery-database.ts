import { entryOf, type MapNode, type Node, seqOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { removeFix } from "../support/fixes";
import { givenIn, isFilled, spanInside, switchOf } from "../support/given";
import { regexProblem } from "../support/regex";

const FILTERS = ["autodiscovery_include", "autodiscovery_exclude"];

export default defineRule({
  id: "sqlserver/autodiscovery-database",
  title: "Autodiscovery does not do what these settings say",
  severity: "warning",
  appliesTo: "sqlserver.instance",
  check({ map }, report, context) {
    const discovery = givenIn(map, "database_autodiscovery");
    const state = switchOf(discovery);
    if (state === "on") judgeDatabase(map, report, context);
    for (const name of FILTERS) {
      const filter = entryOf(map, name);
      const items = seqOf(filter?.value)?.items ?? [];
      if (!filter || items.length === 0) continue;
      if (state !== "off") for (const item of items) judgePattern(item, report, context);
      else
        report(filter.key, {
          message: `\`database_autodiscovery\` is off, and then the check ignores \`${name}\`. Write \`database_autodiscovery: true\`, or remove this.`,
          fixes: [removeFix(context, map, filter)],
        });
    }
  },
});

function judgeDatabase(map: MapNode, report: Reporter, context: RuleContext): void {
  const database = givenIn(map, "database");
  const onAzureSql = givenIn(entryOf(map, "azure")?.value, "deployment_type").text === "sql_database";
  // there it is the autodiscovery that has to go: sqlserver/azure-block
  if (!database.entry || !isFilled(database) || database.text === "master" || onAzureSql) return;
  report(database.entry.key, {
    message:
      "Autodiscovery is on and goes before `database`: the check connects to this database, but collects from all that it finds. Remove `database`, or autodiscovery; `autodiscovery_include` limits it to some.",
    fixes: [removeFix(context, map, database.entry)],
  });
}

function judgePattern(item: Node, report: Reporter, context: RuleContext): void {
  if (item.kind !== "scalar" || typeof item.value !== "string" || isUnknowable(item)) return;
  const problem = regexProblem(item.value, "python");
  if (!problem) return;
  report(spanInside(context.region.text, item, problem), {
    message: `Python cannot compile this regular expression, because ${problem.why}: the check logs a warning and drops the pattern. Correct it, or put a backslash before a character that is meant literally.`,
  });
}
