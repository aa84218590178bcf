import { resolve } from "../../model/node";
import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/empty-element",
  title: "An element is empty",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    const isRefused = policy.type === "identity" || policy.type === "trust";
    for (const name of ["Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal"]) {
      const entry = statement.element(name);
      const target = resolve(entry?.value);
      if (!target || target.kind === "scalar") continue;
      if ((target.kind === "seq" ? target.items : target.entries).length > 0) continue;
      report(target, {
        severity: isRefused ? "error" : "warning",
        message: `\`${name}\` is empty, ${isRefused ? "and IAM refuses the policy" : "so the statement does nothing"}: fill it, or remove the statement.`,
      });
    }
  },
});
