import { isUnknowable } from "../../model/placeholder";
import { defineRule } from "../define";
import { readDelegatedAuth, scalarSetting } from "../support/delegated-auth";

export default defineRule({
  id: "delegated-auth/refresh-interval",
  title: "The refresh interval is not positive",
  severity: "warning",
  appliesTo: "datadog",
  check(root, report) {
    const interval = scalarSetting(readDelegatedAuth(root).global?.map, "refresh_interval_mins");
    if (!interval || isUnknowable(interval) || typeof interval.value === "boolean") return;
    const minutes = interval.text.trim() === "" ? Number.NaN : Number(interval.text);
    if (Number.isNaN(minutes) || Math.trunc(minutes) > 0) return;
    report(interval, {
      message: `\`refresh_interval_mins: ${interval.text}\` is no interval: the Agent warns and asks for a new key every 60 minutes instead. Write the minutes you want, or \`60\`.`,
      fixes: [{ title: "Write `60`", edits: [{ span: interval.span, newText: "60" }], safe: true }],
    });
  },
});
