import { defineRule } from "../define";
import { reportUnknownCheckKey } from "../support/unknown-check-key";

export default defineRule({
  id: "sqlserver/unknown-key",
  title: "The sqlserver check has no such option",
  severity: "warning",
  appliesTo: "setting",
  kinds: ["sqlserver"],
  check: reportUnknownCheckKey,
});
