import { entryOf, type MapNode, mapOf, type Node, nodeAt, scalarOf, seqOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Fix, type Reporter, type RuleContext } from "../define";
import { fixOf, removeFix } from "../support/fixes";
import { givenIn, isFilled, switchOf } from "../support/given";

export default defineRule({
  id: "postgres/relations",
  title: "An entry of `relations` that does not work",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const relations = entryOf(map, "relations");
    const items = seqOf(relations?.value)?.items ?? [];
    if (!relations || items.length === 0) return;
    checkDatabase(map, relations.key, report);
    for (const item of items) {
      const entry = mapOf(item);
      if (entry) checkEntry(entry, report, context);
      else checkName(item, report, context);
    }
  },
});

function checkDatabase(map: MapNode, at: Node, report: Reporter): void {
  const dbname = givenIn(map, "dbname");
  if (isFilled(dbname) || switchOf(givenIn(nodeAt(map, ["database_autodiscovery"]), "enabled")) !== "off")
    return;
  if (dbname.entry) {
    report(at, {
      message:
        "`relations` needs a database, and `dbname` is empty: the check refuses the instance. Write the `dbname` that the relations are in, or enable `database_autodiscovery`.",
    });
  } else {
    report(at, {
      severity: "warning",
      message:
        "`relations` are looked up in one database, and without `dbname` that is `postgres`, where your tables as a rule are not: no metrics come. Write `dbname`, or enable `database_autodiscovery`.",
    });
  }
}

function checkEntry(item: MapNode, report: Reporter, context: RuleContext): void {
  const [name, regex] = [entryOf(item, "relation_name"), entryOf(item, "relation_regex")];
  if (name && regex) {
    report(regex.key, {
      message:
        "An entry of `relations` takes either `relation_name` or `relation_regex`; with both the check refuses the instance. Make two entries of it, or remove one of the keys.",
      fixes: [removeFix(context, item, regex), removeFix(context, item, name)],
      related: [{ at: name.key, message: "The other one." }],
    });
  } else if (!name && !regex) {
    const first = item.entries[0];
    report(first ? first.key : item, {
      message:
        "This entry of `relations` says neither `relation_name` nor `relation_regex`: the check refuses the instance. Add one of the two; `relation_regex: .*` stands for all relations.",
    });
  }
}

/** A lone string is a name, compared as it stands. */
function checkName(item: Node, report: Reporter, context: RuleContext): void {
  const scalar = scalarOf(item);
  if (!scalar || item.kind === "alias" || typeof scalar.value !== "string" || isUnknowable(scalar)) return;
  if (!/\.[*+]|^\^|[^\\]\$$|\|/.test(scalar.value)) return;
  report(scalar, {
    severity: "warning",
    message:
      "This looks like a regular expression, but a lone string is the exact name of a relation, so it matches none. Write `relation_regex:` before it.",
    fixes: [asRegex(item, context)],
  });
}

function asRegex(item: Node, { region }: RuleContext): Fix | undefined {
  const lineStart = region.text.lastIndexOf("\n", item.span.start) + 1;
  if (!/^\s*-\s+$/.test(region.text.slice(lineStart, item.span.start))) return undefined;
  const at = { start: item.span.start, end: item.span.start };
  return fixOf("Write it as `relation_regex`", { span: at, newText: "relation_regex: " });
}
