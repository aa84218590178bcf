import { liesBelow } from "../../config/version";
import { formatPath } from "../../model/node";
import { defineRule } from "../define";
import { relocate, removal, sectionOf } from "../support/relocate";

export default defineRule({
  id: "schema/removed",
  title: "An option that is no longer read",
  severity: "error",
  appliesTo: "setting",
  check({ entry, path, map, option }, report, context) {
    const removed = option?.schema["x-removed"];
    if (!removed || (removed.since && liesBelow(context.settings.agentVersion, removed.since))) return;
    const section = sectionOf(path, context);
    const to = removed.use?.split(".");
    const replacement = to && section && relocate({ entry, map, path, to, section }, context);
    const since = removed.since ? ` since ${removed.since}` : "";
    report(entry.key, {
      message: `The Agent has not read \`${formatPath(path)}\`${since || " for a long time"}. ${removed.use ? `Write \`${removed.use}\` instead.` : "Remove it."}`,
      fixes: [replacement ?? removal(entry, context, removed.use === undefined)],
      tag: "deprecated",
    });
  },
});
