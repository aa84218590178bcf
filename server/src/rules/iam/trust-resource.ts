import { defineRule } from "../define";
import { removeMember } from "../support/iam/edits";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/trust-resource",
  title: "A trust policy names a resource",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    if (policy.type !== "trust") return;
    for (const name of ["Resource", "NotResource"]) {
      const entry = statement.element(name);
      if (!entry) continue;
      report(entry.key, {
        message: `A trust policy belongs to one role, which is its resource, and IAM refuses \`${name}\` in it: remove it.`,
        fixes: [{ title: `Remove \`${name}\``, edits: [removeMember(statement.map, entry)], safe: false }],
      });
    }
  },
});
