import type { Entry } from "../../model/node";
import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/duplicate-key",
  title: "A key stands twice",
  severity: "error",
  appliesTo: "mapping",
  kinds: IAM_POLICY,
  check({ map, path }, report) {
    if (map.entries.length < 2) return;
    // condition keys are the only ones whose case does not count
    const folds = path.at(-2) === "Condition";
    const seen = new Map<string, Entry>();
    for (const entry of map.entries) {
      const name = folds ? entry.name.toLowerCase() : entry.name;
      const first = seen.get(name);
      if (!first) {
        seen.set(name, entry);
        continue;
      }
      const spelling = first.name === entry.name ? "" : ` (as \`${first.name}\`; case does not count here)`;
      report(entry.key, {
        message: `\`${entry.name}\` stands here a second time${spelling}. IAM refuses a policy with the same key twice: put both values into one list under one \`${first.name}\`.`,
        related: [{ at: first.key, message: "It stands here first" }],
      });
    }
  },
});
