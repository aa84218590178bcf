import { entryOf, type MapNode, mapOf, type Node, nodeAt, resolve, scalarOf, seqOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { closest } from "../../schema/similar";
import { defineRule, type Reporter } from "../define";
import { writeFix } from "../support/fixes";
import { type Given, givenIn, isFilled } from "../support/given";
import { strayDashesInQueries } from "../support/instances";

/** Column types of the checks' query library, and the one key that some of them need. */
const COLUMN_TYPES: Readonly<Record<string, string | undefined>> = {
  gauge: undefined,
  count: undefined,
  monotonic_count: undefined,
  monotonic_gauge: undefined,
  rate: undefined,
  histogram: undefined,
  historate: undefined,
  metadata: undefined,
  tag: undefined,
  tag_list: undefined,
  tag_not_null: undefined,
  source: undefined,
  time_elapsed: undefined,
  temporal_percent: "scale",
  service_check: "status_map",
  match: "items",
};
const TYPE_NAMES = Object.keys(COLUMN_TYPES);
const CUSTOM_METRIC_KEYS = ["descriptors", "metrics", "query", "relation"] as const;
const REFUSED = "the check cannot prepare the query and refuses the whole instance";

export default defineRule({
  id: "postgres/custom-queries",
  title: "A custom query that the check cannot prepare",
  severity: "error",
  appliesTo: "check",
  kinds: ["postgres"],
  check({ root }, report) {
    for (const query of mapsIn(nodeAt(root, ["init_config", "global_custom_queries"])))
      checkQuery(query, report);
    for (const instance of mapsIn(nodeAt(root, ["instances"]))) {
      const halves = halvesOf(instance);
      for (const query of mapsIn(nodeAt(instance, ["custom_queries"])))
        if (!halves.has(query)) checkQuery(query, report);
      for (const metric of mapsIn(nodeAt(instance, ["custom_metrics"]))) checkCustomMetric(metric, report);
    }
  },
});

/** Items that a stray dash made of one query: postgres/instances-shape puts them together again. */
function halvesOf(instance: MapNode): ReadonlySet<Node | undefined> {
  return new Set(
    strayDashesInQueries(instance).flatMap(({ list, index }) => [
      resolve(list.items[index - 1]),
      resolve(list.items[index]),
    ]),
  );
}

function mapsIn(node: Node | undefined): readonly MapNode[] {
  return (seqOf(node)?.items ?? []).flatMap((item) => mapOf(item) ?? []);
}

function checkQuery(query: MapNode, report: Reporter): void {
  const missing = ["query", "columns"].filter((name) => isEmpty(query, name));
  const first = query.entries[0];
  if (missing.length > 0 && first) {
    const names = missing.map((name) => `\`${name}\``).join(" and no ");
    report(first.key, {
      message: `This custom query has no ${names}: ${REFUSED}. Write both for every query.`,
    });
  }
  const names = new Map<string, Node>();
  for (const column of mapsIn(entryOf(query, "columns")?.value)) checkColumn(column, names, report);
}

function isEmpty(map: MapNode, name: string): boolean {
  const value = resolve(entryOf(map, name)?.value);
  if (value?.kind === "scalar") return value.value === null || value.value === "";
  return (
    value === undefined || (value.kind === "seq" ? value.items.length === 0 : value.entries.length === 0)
  );
}

/** `{}` skips a column of the result. */
function checkColumn(column: MapNode, names: Map<string, Node>, report: Reporter): void {
  const first = column.entries[0];
  if (!first) return;
  const [name, type] = [givenIn(column, "name"), givenIn(column, "type")];
  const missing = [name, type].flatMap((given, index) =>
    isFilled(given) || isOdd(given) ? [] : (["name", "type"][index] ?? []),
  );
  if (missing.length > 0) {
    report(first.key, {
      message: `This column has no ${missing.map((key) => `\`${key}\``).join(" and no ")}: ${REFUSED}. Write both, or \`{}\` to skip the column.`,
    });
  }
  checkUnique(name, names, report);
  checkType(type, column, report);
}

/** A list or a map where a word belongs is reported with the other types. */
function isOdd({ entry, scalar }: Given): boolean {
  return entry !== undefined && scalar === undefined;
}

function checkUnique({ text, scalar }: Given, names: Map<string, Node>, report: Reporter): void {
  if (!scalar || text === undefined || text === "") return;
  const before = names.get(text);
  if (!before) {
    names.set(text, scalar);
    return;
  }
  report(scalar, {
    message: `Two columns of this query are named \`${text}\`: ${REFUSED}. Give every column a name of its own.`,
    related: [{ at: before, message: "The first of that name." }],
  });
}

function checkType({ text, scalar }: Given, column: MapNode, report: Reporter): void {
  if (!scalar || typeof scalar.value !== "string" || text === undefined || text === "") return;
  if (!Object.hasOwn(COLUMN_TYPES, text)) {
    const meant = closest(text, TYPE_NAMES);
    report(scalar, {
      message: `\`${text}\` is no type of a column: ${REFUSED}. ${meant ? `Did you mean \`${meant}\`?` : "Write `gauge`, `count`, `monotonic_count`, `rate` or `tag`, for example."}`,
      fixes: [meant === undefined ? undefined : writeFix(scalar, meant)],
    });
    return;
  }
  const needed = COLUMN_TYPES[text];
  if (needed !== undefined && !entryOf(column, needed)) {
    report(scalar, {
      message: `A column of type \`${text}\` needs \`${needed}\` beside it: without it ${REFUSED}. Add \`${needed}\`.`,
    });
  }
}

/** The form from before `custom_queries`: a query with `%s` in it and a map of metrics. */
function checkCustomMetric(metric: MapNode, report: Reporter): void {
  const first = metric.entries[0];
  const missing = CUSTOM_METRIC_KEYS.filter((name) => !entryOf(metric, name));
  if (first && missing.length > 0) {
    const names = missing.map((name) => `\`${name}\``).join(", ");
    report(first.key, {
      message: `This custom metric lacks ${names}: the check refuses the instance. Add what is missing, or write it as one of \`custom_queries\`.`,
    });
  }
  for (const entry of mapOf(entryOf(metric, "metrics")?.value)?.entries ?? []) {
    const kind = scalarOf(seqOf(entry.value)?.items[1]);
    if (!kind || isUnknowable(kind) || /^(?:rate|gauge|monotonic)$/i.test(kind.text)) continue;
    report(kind, {
      message: `\`${kind.text}\` is no kind of a custom metric: the check refuses the instance. Write \`RATE\`, \`GAUGE\` or \`MONOTONIC\`.`,
    });
  }
}
