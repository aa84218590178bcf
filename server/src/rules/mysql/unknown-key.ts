import { defineRule } from "../define";
import { reportUnknownCheckKey } from "../support/unknown-check-key";

export default defineRule({
  id: "mysql/unknown-key",
  title: "The mysql check has no such option",
  severity: "warning",
  appliesTo: "setting",
  kinds: ["mysql"],
  check: reportUnknownCheckKey,
});
