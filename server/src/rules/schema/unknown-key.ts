import { renameKey } from "../../model/edit";
import { formatPath } from "../../model/node";
import { MASK } from "../../model/placeholder";
import { classifyAgentKey } from "../../schema/unknown";
import { defineRule } from "../define";
import { isJudgedElsewhere } from "../support/judged-elsewhere";

export default defineRule({
  id: "schema/unknown-key",
  title: "The Agent has no such option",
  severity: "warning",
  appliesTo: "setting",
  kinds: ["datadog"],
  check(setting, report, { options }) {
    const { entry, path, option, section } = setting;
    if (option || section.freeForm || entry.name.includes(MASK) || isJudgedElsewhere(setting)) return;
    const unknown = classifyAgentKey(entry.name, section, options);
    if (unknown.is === "similar") {
      const name = unknown.option.name;
      report(entry.key, {
        message: `\`${formatPath(path)}\` is no option of the Agent, which ignores it without a word. Did you mean \`${name}\`?`,
        fixes: [{ title: `Rename to \`${name}\``, edits: [renameKey(entry, name)], safe: false }],
      });
    } else if (unknown.is === "unknown") {
      const where = section.path.length === 0 ? "datadog.yaml" : `\`${section.path.join(".")}\``;
      report(entry.key, {
        severity: "information",
        message: `\`${entry.name}\` is no option that ddconf knows in ${where}. If the Agent does not know it either, it ignores the setting without a word: check the spelling and the place, or remove it.`,
      });
    }
  },
});
