import { liesBelow, reachesBelow } from "../../config/version";
import { formatPath } from "../../model/node";
import type { Option } from "../../schema/option";
import { defineRule } from "../define";

export default defineRule({
  id: "schema/since",
  title: "The option needs a newer Agent",
  severity: "error",
  appliesTo: "setting",
  check({ entry, path, option }, report, { settings }) {
    const since = option?.schema["x-since"];
    const { agentVersion } = settings;
    if (!option || !since || !reachesBelow(agentVersion, since)) return;
    if (option.schema["x-since-checked-by"]) return;
    // the outermost new section says it all
    for (let outer: Option | undefined = option.parent; outer; outer = outer.parent) {
      const older = outer.schema["x-since"];
      if (older && reachesBelow(agentVersion, older)) return;
    }
    const all = liesBelow(agentVersion, since);
    report(entry.key, {
      severity: all ? "error" : "warning",
      message: `\`${formatPath(path)}\` needs Agent ${since} or later. ${all ? `Agent ${agentVersion.text}, for which this file is checked, ignores it` : `Of the Agents for which this file is checked (${agentVersion.text}), the older ones ignore it`}: update the Agent, or remove the setting.`,
    });
  },
});
