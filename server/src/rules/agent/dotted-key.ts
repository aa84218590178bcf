import { YamlEditor } from "../../model/edit";
import { formatPath, nodeAt } from "../../model/node";
import { MASK } from "../../model/placeholder";
import { classifyAgentKey } from "../../schema/unknown";
import { defineRule } from "../define";
import { removal } from "../support/relocate";

export default defineRule({
  id: "agent/dotted-key",
  title: "A path written as one key",
  severity: "warning",
  appliesTo: "setting",
  kinds: ["datadog"],
  check(setting, report, context) {
    const { entry, path, map, option, section } = setting;
    // also in maps that allow any key, such as the receivers of `otlp_config`
    if (option || entry.merge || entry.name.includes(MASK)) return;
    const unknown = classifyAgentKey(entry.name, section, context.options);
    if (unknown.is !== "dotted") return;
    const [outer = "", ...inner] = unknown.path;
    const name = `\`${formatPath([...path.slice(0, -1), ...unknown.path])}\``;
    const nested = `Nest it: \`${outer}:\` with \`${inner.join(".")}\` below it.`;
    const edits = map.entries.includes(entry)
      ? new YamlEditor(context.region.text, context.lines).move(entry, map, unknown.path)
      : undefined;
    const fixes = [edits && { title: `Nest below \`${outer}\``, edits, safe: false }];
    if (nodeAt(map, unknown.path)) {
      report(entry.key, {
        message: `${name} is set twice, here through a dotted key and once nested; which of the two the Agent takes is left to chance. Keep the nested one.`,
        fixes: [removal(entry, context, false)],
      });
    } else if (path[0] === "otlp_config") {
      report(entry.key, {
        message: `Not every version of the Agent splits \`${entry.name}\` at its dots here: one that does not starts without ${name}. ${nested}`,
        fixes,
      });
    } else {
      report(entry.key, {
        severity: "information",
        message: `The Agent splits \`${entry.name}\` at its dots and reads it, but nobody searching the file for \`${outer}:\` will find it. ${nested}`,
        fixes,
      });
    }
  },
});
