import { defineRule } from "../define";
import { reportUnknownCheckKey } from "../support/unknown-check-key";

export default defineRule({
  id: "postgres/unknown-key",
  title: "The postgres check has no such option",
  severity: "warning",
  appliesTo: "setting",
  kinds: ["postgres"],
  check: reportUnknownCheckKey,
});
