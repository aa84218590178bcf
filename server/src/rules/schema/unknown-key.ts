import { renameKey } from "../../model/edit";
import { formatPath } from "../../model/node";
import { classifyAgentKey } from "../../schema/unknown";
import { defineRule, type Reporter, type RuleContext, type Setting } from "../define";
import { isUnknownKey } from "../support/keys";
import { relocate, sectionOf } from "../support/relocate";

export default defineRule({
  id: "schema/unknown-key",
  title: "The Agent has no such option",
  severity: "warning",
  appliesTo: "setting",
  kinds: ["datadog", "ddconf-config"],
  check(setting, report, context) {
    if (!isUnknownKey(setting)) return;
    if (context.kind === "ddconf-config") reportProjectKey(setting, report, context);
    else reportAgentKey(setting, report, context);
  },
});

function reportAgentKey(setting: Setting, report: Reporter, context: RuleContext): void {
  const { entry, path, map, section } = setting;
  const unknown = classifyAgentKey(entry.name, section, context.options);
  const ignored = `\`${formatPath(path)}\` is no option of the Agent, which ignores it.`;
  if (unknown.is === "similar") {
    const name = unknown.option.name;
    report(entry.key, {
      message: `${ignored} Did you mean \`${name}\`?`,
      fixes: [{ title: `Rename to \`${name}\``, edits: [renameKey(entry, name)], safe: false }],
    });
  } else if (unknown.is === "known-name") {
    const { use, advice, outdated } = unknown.known;
    const part = sectionOf(path, context);
    const to = use?.split(".");
    report(entry.key, {
      ...(outdated ? { severity: "information" } : {}),
      message: `${ignored} ${advice ?? `Write \`${use}\` instead.`}`,
      fixes: [to && part && relocate({ entry, map, path, to, section: part }, context)],
    });
  } else if (unknown.is === "unknown") {
    const where = section.path.length === 0 ? "datadog.yaml" : `\`${section.path.join(".")}\``;
    report(entry.key, {
      severity: "information",
      message: `\`${entry.name}\` is no option that ddconf knows in ${where}. If the Agent does not know it either, it ignores the setting without a word: check the spelling and the place, or remove it.`,
    });
  }
}

function reportProjectKey(setting: Setting, report: Reporter, { options }: RuleContext): void {
  const { entry, path, section } = setting;
  const unknown = classifyAgentKey(entry.name, section, options);
  const missing = `ddconf has no such setting: \`${formatPath(path)}\` is ignored.`;
  if (unknown.is === "similar") {
    const name = unknown.option.name;
    report(entry.key, {
      message: `${missing} Did you mean \`${name}\`?`,
      fixes: [{ title: `Rename to \`${name}\``, edits: [renameKey(entry, name)], safe: false }],
    });
  } else {
    const known = [...section.children.keys()].map((name) => `\`${name}\``).join(", ");
    report(entry.key, { message: `${missing} The settings here are ${known}.` });
  }
}
