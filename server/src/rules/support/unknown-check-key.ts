import { type Integration, isIntegration } from "../../documents/kinds";
import { renameKey, YamlEditor } from "../../model/edit";
import { entryOf, formatPath } from "../../model/node";
import type { Option } from "../../schema/option";
import { classifyCheckKey, type UnknownCheckKey } from "../../schema/unknown";
import type { Fix, Reporter, RuleContext, Setting } from "../define";
import { isMisplacedFileKey } from "./instances-shape";
import { isUnknownKey } from "./keys";
import { relocate, sectionOf } from "./relocate";

/** Keys that rules of their own explain better, by path in the instance. */
const JUDGED_ELSEWHERE: Readonly<Record<Integration, ReadonlySet<string>>> = {
  postgres: new Set(),
  mysql: new Set(["azure.managed_authentication", "managed_identity"]),
  sqlserver: new Set(["aws.managed_authentication", "azure.managed_authentication"]),
};

/** Reports a key in a check's file that neither the Agent nor the check reads. */
export function reportUnknownCheckKey(setting: Setting, report: Reporter, context: RuleContext): void {
  const { kind } = context;
  const { entry, section } = setting;
  if (!isIntegration(kind) || !isUnknownKey(setting) || isOthersBusiness(setting, kind, context)) return;
  const unknown = classifyCheckKey(entry.name, section, kind);
  const advice = adviceOf(unknown, kind);
  report(entry.key, {
    ...(unknown.is === "known-name" && unknown.known.outdated ? { severity: "information" } : {}),
    message: `${ignored(setting, kind)}${advice ? ` ${advice}` : " Check the spelling, or remove it."}`,
    fixes: [fixOf(unknown, setting, context)],
  });
}

function isOthersBusiness(
  { entry, path, section }: Setting,
  kind: Integration,
  { root }: RuleContext,
): boolean {
  if (isMisplacedFileKey(entry.name, section.path)) return true;
  if (JUDGED_ELSEWHERE[kind].has([...section.path.slice(1), entry.name].join("."))) return true;
  // keys of an instance at the root of a file without instances are one mistake, of its shape
  return path.length === 1 && !entryOf(root, "instances");
}

/** What is wrong and who ignores it. */
function ignored({ entry, path, section }: Setting, kind: Integration): string {
  if (path.length === 1) return `\`${entry.name}\` is no key of a check's file, and the Agent ignores it.`;
  if (section.path[0] === "logs")
    return `\`${formatPath(path)}\` is no option of a log source, and the Agent ignores it.`;
  if (path[0] !== "instances" && path[0] !== "init_config")
    return `\`${formatPath(path)}\` is no option of the Agent, which ignores it.`;
  const inner = section.path.slice(1);
  const name = [...inner, entry.name].join(".");
  const where = path[0] === "init_config" ? " in `init_config`" : "";
  return `\`${name}\` is no option of the ${kind} check${where}, and the check ignores it.`;
}

function adviceOf(unknown: UnknownCheckKey, kind: Integration): string | undefined {
  switch (unknown.is) {
    case "similar":
      return `Did you mean \`${unknown.option.name}\`?`;
    case "known-name":
      return unknown.known.advice ?? `Write \`${unknown.known.use}\` instead.`;
    case "dotted":
      return `Nest it: \`${unknown.path[0]}:\` with \`${unknown.path.slice(1).join(".")}\` below it.`;
    case "other-integration":
      return `It is an option of the ${unknown.integration} check; remove it here.`;
    case "other-file":
      return `It is an option of ${unknown.file}.`;
    case "other-level":
      return unknown.options.map((option) => levelAdvice(option, kind)).join(" ");
    default:
      return undefined;
  }
}

function levelAdvice({ path, name }: Option, kind: Integration): string {
  if (path.length === 1) return `It belongs at the root of the file, beside \`instances\`.`;
  const inner = path.slice(1, -1);
  if (path[0] === "init_config") return "It belongs in `init_config`.";
  return inner.length === 0
    ? `It belongs in an instance of the ${kind} check.`
    : `It belongs below \`${inner.join(".")}\`: \`${[...inner, name].join(".")}\`.`;
}

function fixOf(unknown: UnknownCheckKey, setting: Setting, context: RuleContext): Fix | undefined {
  const { entry, path, map } = setting;
  const section = sectionOf(path, context);
  if (!section) return undefined;
  if (unknown.is === "similar") {
    const { name } = unknown.option;
    if (entryOf(map, name)) return undefined;
    return { title: `Rename to \`${name}\``, edits: [renameKey(entry, name)], safe: false };
  }
  if (unknown.is === "dotted") {
    const edits = new YamlEditor(context.region.text, context.lines).move(entry, map, unknown.path);
    return edits && { title: `Nest below \`${unknown.path[0]}\``, edits, safe: false };
  }
  if (unknown.is === "known-name" && unknown.known.use) {
    const to = unknown.known.use.split(".");
    return relocate({ entry, map, path, to, section }, context);
  }
  const [option] = unknown.is === "other-level" ? unknown.options : [];
  if (option?.path[0] !== "instances" || section.path[0] !== "instances") return undefined;
  return relocate({ entry, map, path, to: option.path.slice(1), section }, context);
}
