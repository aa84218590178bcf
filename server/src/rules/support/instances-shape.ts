import { isIntegration } from "../../documents/kinds";
import { YamlEditor } from "../../model/edit";
import {
  type Entry,
  entryOf,
  type MapNode,
  mapOf,
  type Node,
  resolve,
  scalarOf,
  seqOf,
} from "../../model/node";
import { isUnknowable, MASK } from "../../model/placeholder";
import { optionsOf } from "../../schema/catalogue";
import type { CheckFile, Fix, Reporter, RuleContext } from "../define";
import { type StrayDash, strayDashes, strayDashesInQueries } from "./instances";
import { asListItem, withoutDash } from "./reshape";

/** Keys of the file itself, which people put into an instance. */
const OF_THE_FILE = new Set(
  "init_config instances logs ad_identifiers advanced_ad_identifiers cel_selector cluster_check ignore_autodiscovery_tags check_tag_cardinality docker_images".split(
    " ",
  ),
);

/** True for a key that the shape rule reports, so that no other rule needs to. */
export function isMisplacedFileKey(name: string, sectionPath: readonly string[]): boolean {
  if (sectionPath.length !== 1) return false;
  return sectionPath[0] === "init_config" ? name === "instances" : OF_THE_FILE.has(name);
}

/** Checks that a check's file has its instances in a list at the root, each of them whole. */
export function checkInstancesShape(file: CheckFile, report: Reporter, context: RuleContext): void {
  const entry = entryOf(file.root, "instances");
  const below = entryOf(entryOf(file.root, "init_config")?.value, "instances");
  if (below && (!entry || scalarOf(entry.value)?.value === null))
    reportBelowInit(below, entry, file, report, context);
  else if (!entry) reportMissing(file, report);
  else checkValue(entry, file, report, context);
}

function reportBelowInit(
  below: Entry,
  atRoot: Entry | undefined,
  { root }: CheckFile,
  report: Reporter,
  context: RuleContext,
): void {
  const edits = atRoot ? undefined : editor(context).move(below, root, ["instances"]);
  report(below.key, {
    message:
      "`instances` is indented below `init_config`, where the Agent does not look for it: the file has no instance and the check does not run. Move `instances:` to the start of the line.",
    fixes: [edits && { title: "Move `instances` to the root", edits, safe: false }],
  });
}

function reportMissing({ root, integration }: CheckFile, report: Reporter): void {
  const instanceOption = optionsOf(integration).child("instances")?.items;
  const stray = root.entries.find(
    (entry) => !OF_THE_FILE.has(entry.name) && instanceOption?.children.has(entry.name),
  );
  if (stray) {
    report(stray.key, {
      message: `\`${stray.name}\` stands at the root, where the Agent does not read it, and the file has no \`instances\`: the check does not run. Write \`instances:\`, and below it a dash and the keys of the instance.`,
    });
    return;
  }
  const [first] = root.entries;
  if (!first || hasOtherUse(root) || root.entries.some((entry) => entry.name.includes(MASK))) return;
  report(first.key, {
    severity: "warning",
    message:
      "This file has no `instances`: the Agent reports “Configuration file contains no valid instances” and the check does not run. Add a list of instances, or remove the file.",
  });
}

/** Files with log sources or JMX metrics alone are fine. */
function hasOtherUse(root: MapNode): boolean {
  return ["logs", "jmx_metrics"].some((name) => {
    const value = resolve(entryOf(root, name)?.value);
    return value !== undefined && scalarOf(value)?.value !== null;
  });
}

function checkValue(entry: Entry, file: CheckFile, report: Reporter, context: RuleContext): void {
  const value = resolve(entry.value);
  const scalar = scalarOf(value);
  if (!value || (scalar && isUnknowable(scalar))) return;
  if (value.kind === "map") {
    reportMapping(entry, value, file, report, context);
    return;
  }
  if (scalar && scalar.value !== null) {
    report(entry.key, {
      message:
        "`instances` is a list with a dash before each instance, and this is none: the Agent refuses the whole file.",
    });
    return;
  }
  if (scalar || (value.kind === "seq" && value.items.length === 0)) {
    if (hasOtherUse(file.root)) return;
    report(entry.key, {
      severity: "warning",
      message:
        "`instances` is empty: the Agent reports “Configuration file contains no valid instances” and the check does not run. Add an instance, or remove the file.",
    });
    return;
  }
  checkItems(file, report, context);
}

function reportMapping(
  entry: Entry,
  map: MapNode,
  { integration }: CheckFile,
  report: Reporter,
  context: RuleContext,
): void {
  const options = optionsOf(integration).child("instances")?.items;
  const isInstance = map.entries.some(({ name }) => options?.children.has(name) || name === "user");
  const edits = isInstance && entry.value.kind === "map" ? asListItem(map, context) : undefined;
  report(entry.key, {
    message:
      "`instances` is a list, and here its dash is missing: the Agent refuses the whole file. Put a dash before the first key of each instance and line up the others with it.",
    fixes: [edits && { title: "Put a dash before the instance", edits, safe: true }],
  });
}

function checkItems({ root, integration }: CheckFile, report: Reporter, context: RuleContext): void {
  for (const item of seqOf(entryOf(root, "instances")?.value)?.items ?? []) {
    checkItem(item, root, report, context);
    for (const dash of strayDashesInQueries(item)) reportDash(dash, "custom query", "query", report, context);
  }
  if (!isIntegration(context.kind)) return;
  for (const dash of strayDashes(root, integration)) reportDash(dash, "instance", "host", report, context);
}

function checkItem(item: Node, root: MapNode, report: Reporter, context: RuleContext): void {
  const value = resolve(item);
  if (!value || (value.kind === "scalar" && isUnknowable(value))) return;
  if (value.kind === "map") {
    checkKeys(value, root, report, context);
    return;
  }
  const isEmpty = value.kind === "scalar" && value.value === null;
  report(isEmpty ? dashOf(item, context) : item, {
    message: isEmpty
      ? "There is a dash and no instance behind it, so the Agent starts the check without any setting. Write the keys of the instance behind the dash, indented alike, or remove the dash."
      : "An instance is a section with keys such as `host`, and this is none: the Agent refuses the whole file.",
  });
}

function dashOf(item: Node, { region }: RuleContext): { start: number; end: number } {
  const dash = region.text.lastIndexOf("-", item.span.start);
  return dash < 0 ? item.span : { start: dash, end: dash + 1 };
}

function checkKeys(map: MapNode, root: MapNode, report: Reporter, context: RuleContext): void {
  for (const entry of map.entries) {
    if (!OF_THE_FILE.has(entry.name)) continue;
    const edits = entryOf(root, entry.name) ? undefined : editor(context).move(entry, root, [entry.name]);
    report(entry.key, {
      message: `\`${entry.name}\` is a key of the file and not of an instance, so it has no effect here. Move it to the start of a line, beside \`instances\`.`,
      fixes: [edits && { title: `Move \`${entry.name}\` to the root`, edits, safe: false }],
    });
  }
}

function reportDash(
  { list, index, half }: StrayDash,
  what: string,
  missing: string,
  report: Reporter,
  context: RuleContext,
): void {
  const [here, before] = [mapOf(list.items[index]), mapOf(list.items[index - 1])];
  const key = here?.entries[0]?.key;
  if (!key || !before) return;
  const edit = list.items[index - 1]?.kind === "map" ? withoutDash(list, index, context) : undefined;
  const fix: Fix | undefined = edit && { title: "Remove the dash", edits: [edit], safe: false };
  const where = half === here ? "it" : "the one before it";
  report(key, {
    message: `The dash before \`${key.text}\` starts another ${what}, and ${where} has no \`${missing}\`, so neither is whole. If both are one ${what}, remove the dash.`,
    fixes: [fix],
    related: [{ at: before.entries[0]?.key ?? before, message: `The ${what} it probably belongs to` }],
  });
}

function editor({ region, lines }: RuleContext): YamlEditor {
  return new YamlEditor(region.text, lines);
}
