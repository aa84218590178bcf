import { defineRule } from "../define";
import { judge } from "../support/arn-patterns";

export default defineRule({
  id: "arn-pattern/user",
  title: "The mapping is for an IAM user",
  severity: "information",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    if (pattern?.type.text !== "user" || pattern.arn.service.text !== "iam") return;
    if (pattern.names.length === 0) return;
    report(pattern.at(pattern.type.span), {
      message:
        "An IAM user calls with access keys that do not expire, so the mapping replaces one long-lived secret by another. Datadog accepts it; where you can, let the workload assume a role and write `arn:aws:sts::<account>:assumed-role/<role>/*`.",
    });
  },
});
