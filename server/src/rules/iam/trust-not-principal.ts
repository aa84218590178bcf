import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/trust-not-principal",
  title: "A trust policy says who may not assume the role",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    const entry = statement.element("NotPrincipal");
    if (policy.type !== "trust" || !entry) return;
    report(entry.key, {
      message:
        "IAM refuses `NotPrincipal` in a trust policy: name those who may assume the role under `Principal`, and exclude others by a `Condition`.",
    });
  },
});
