import { formatPath } from "../../model/node";
import { classifyAgentKey } from "../../schema/unknown";
import { defineRule } from "../define";
import { isUnknownKey } from "../support/keys";

export default defineRule({
  id: "schema/wrong-file",
  title: "The setting belongs in another file",
  severity: "warning",
  appliesTo: "setting",
  kinds: ["datadog"],
  check(setting, report, { options }) {
    if (!isUnknownKey(setting)) return;
    const { entry, path, section } = setting;
    const unknown = classifyAgentKey(entry.name, section, options);
    if (unknown.is !== "other-file") return;
    report(entry.key, {
      message: `The Agent does not read \`${formatPath(path)}\` from datadog.yaml, so it has no effect here. It belongs in ${unknown.file}.${unknown.advice ? ` ${unknown.advice}` : ""}`,
    });
  },
});
