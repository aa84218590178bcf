import { defineRule } from "../define";
import { judge } from "../support/arn-patterns";

export default defineRule({
  id: "arn-pattern/iam-role",
  title: "The pattern is a role, and no caller shows a role ARN",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    const role = pattern?.names.at(-1);
    if (!pattern || !role || pattern.arn.service.text !== "iam" || pattern.type.text !== "role") return;
    const session = `arn:${pattern.arn.partition.text}:sts::${pattern.arn.account.text}:assumed-role/${role.text}/*`;
    report(pattern.at({ start: pattern.arn.service.span.start, end: pattern.type.span.end }), {
      message: `This is the ARN of an IAM role. Datadog accepts it and nobody ever matches it: a workload calls with the ARN of its role session. Write \`${session}\`.`,
      fixes: [pattern.rewrite(`Match the role's sessions: \`assumed-role/${role.text}/*\``, session)],
    });
  },
});
