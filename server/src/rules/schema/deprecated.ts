import { liesBelow, reachesBelow } from "../../config/version";
import { type Entry, formatPath, type MapNode, nodeAt } from "../../model/node";
import { optionAt } from "../../schema/catalogue";
import type { Option } from "../../schema/option";
import type { Deprecation } from "../../schema/schema-types";
import { defineRule, type Fix, type RuleContext, type Setting } from "../define";
import { relocate, removal, type Section, sectionOf } from "../support/relocate";

export default defineRule({
  id: "schema/deprecated",
  title: "An old name that is still read",
  severity: "warning",
  appliesTo: "setting",
  check(setting, report, context) {
    const { entry, path, option } = setting;
    const deprecation = option?.deprecation;
    const section = sectionOf(path, context);
    if (!deprecation || !section || isTooEarly(deprecation, section, context)) return;
    const isSetTwice =
      deprecation.use !== undefined && nodeAt(section.map, deprecation.use.split(".")) !== undefined;
    report(entry.key, {
      severity: deprecation.alias ? "hint" : "warning",
      message: messageOf(formatPath(path), deprecation, isSetTwice, section),
      fixes: [fixOf(setting, deprecation, isSetTwice, section, context)],
      tag: "deprecated",
    });
  },
});

/** True when an Agent of the targeted range has no use for the news: it knows only the old name. */
function isTooEarly(deprecation: Deprecation, section: Section, { settings }: RuleContext): boolean {
  const { agentVersion } = settings;
  if (deprecation.since && liesBelow(agentVersion, deprecation.since)) return true;
  const use = deprecation.use && optionAt(section.option, deprecation.use.split("."));
  for (let option: Option | undefined = use || undefined; option; option = option.parent) {
    const since = option.schema["x-since"];
    if (since && reachesBelow(agentVersion, since)) return true;
  }
  return false;
}

function messageOf(name: string, deprecation: Deprecation, isSetTwice: boolean, section: Section): string {
  const { since, use, note, alias } = deprecation;
  if (alias)
    return `\`${name}\` is another name of \`${use}\`; both are read alike. \`${use}\` is the one in use today.`;
  const old = `\`${name}\` is deprecated${since ? ` since Agent ${since}` : ""}`;
  if (isSetTwice) {
    const wins = section.path[0] === "instances" ? `, whose value counts` : "";
    return `${old}, and its successor \`${use}\` is set as well${wins}. Remove \`${name.split(".").at(-1)}\`.`;
  }
  if (!use) return `${old}${note ? `. ${note}` : " and will go without a replacement."}`;
  return `${old}: the Agent still reads it, but write \`${use}\` instead.${note ? ` ${note}` : ""}`;
}

function fixOf(
  { entry, path, map, option }: Setting,
  { use, valueChanges }: Deprecation,
  isSetTwice: boolean,
  section: Section,
  context: RuleContext,
): Fix | undefined {
  if (isSetTwice) return removal(entry, context, false);
  if (option?.path.join(".") === "process_config.enabled") return processSwitches(entry, map, context);
  const target = use && optionAt(section.option, use.split("."));
  if (!use || !target || valueChanges) return undefined;
  const safe = target.types.join() === option?.types.join();
  return relocate({ entry, map, path, to: use.split("."), section, safe }, context);
}

/** What \`process_config.enabled\` stands for: process collection, container collection. */
const PROCESS_SWITCHES: Readonly<Record<string, readonly [boolean, boolean]>> = {
  true: [true, false],
  false: [false, true],
  disabled: [false, false],
};

/** Writes the two switches that \`process_config.enabled\` stands for. */
function processSwitches(entry: Entry, map: MapNode, { region, lines }: RuleContext): Fix | undefined {
  const scalar = entry.value.kind === "scalar" ? entry.value : undefined;
  const switches = PROCESS_SWITCHES[String(scalar?.value).toLowerCase()];
  const isSet = nodeAt(map, ["process_collection"]) ?? nodeAt(map, ["container_collection"]);
  if (!scalar || !switches || map.flow || isSet) return undefined;
  const indent = " ".repeat(lines.position(entry.key.span.start).character);
  const newline = region.text.includes("\r\n") ? "\r\n" : "\n";
  const text = ["process_collection", "container_collection"]
    .map((name, at) => `${name}:${newline}${indent}  enabled: ${switches[at]}`)
    .join(newline + indent);
  return {
    title: "Write `process_collection` and `container_collection`",
    edits: [{ span: { start: entry.key.span.start, end: scalar.span.end }, newText: text }],
    safe: false,
  };
}
