import { type MapNode, type Node, nodeAt, type Path, seqOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { spanInside } from "../support/given";
import { regexProblem } from "../support/regex";

/** Lists of patterns that Python compiles, and what a pattern it cannot compile does. */
const PYTHON: readonly (readonly [Path, string])[] = [
  [["database_autodiscovery", "include"], "database autodiscovery fails on every run"],
  [["database_autodiscovery", "exclude"], "the check refuses the instance"],
  [["metric_patterns", "include"], "the check refuses the instance"],
  [["metric_patterns", "exclude"], "the check refuses the instance"],
];

/** Lists of patterns that go into SQL, for PostgreSQL to match. */
const SCHEMA_FILTERS: readonly Path[] = ["databases", "schemas", "tables"].flatMap((what) => [
  ["collect_schemas", `include_${what}`],
  ["collect_schemas", `exclude_${what}`],
]);

export default defineRule({
  id: "postgres/invalid-regex",
  title: "A regular expression does not compile",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    for (const [path, effect] of PYTHON)
      for (const item of itemsAt(map, path)) judge(item, "python", effect, report, context);
    for (const path of SCHEMA_FILTERS)
      for (const item of itemsAt(map, path))
        judge(item, "postgres", "the query for the schemas fails", report, context);
    for (const relation of itemsAt(map, ["relations"])) {
      const pattern = nodeAt(relation, ["relation_regex"]);
      if (pattern) judge(pattern, "postgres", "every query for relation metrics fails", report, context);
    }
  },
});

function itemsAt(map: MapNode, path: Path): readonly Node[] {
  return seqOf(nodeAt(map, path))?.items ?? [];
}

function judge(
  node: Node,
  dialect: "python" | "postgres",
  effect: string,
  report: Reporter,
  context: RuleContext,
): void {
  if (node.kind !== "scalar" || typeof node.value !== "string" || isUnknowable(node)) return;
  const problem = regexProblem(node.value, dialect);
  if (!problem) return;
  const engine = dialect === "python" ? "Python" : "PostgreSQL";
  report(spanInside(context.region.text, node, problem), {
    message: `${engine} cannot compile this regular expression, because ${problem.why}: ${effect}. Correct it, or put a backslash before a character that is meant literally.`,
  });
}
