import { defineRule } from "../define";
import { judge } from "../support/arn-patterns";
import { hasWildcard } from "../support/iam/places";

export default defineRule({
  id: "arn-pattern/iam-role",
  title: "The pattern is a role, and no caller shows a role ARN",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    if (pattern?.arn.service.text !== "iam" || pattern.type.text !== "role") return;
    const { arn, names, type } = pattern;
    const name = names.filter(({ text }) => text !== "" && text !== "*").at(-1)?.text;
    if (names.length === 0) return; // arn-pattern/resource says so
    const role = name !== undefined && !hasWildcard(name) ? name : undefined;
    const session = `arn:${arn.partition.text}:sts::${arn.account.text}:assumed-role/${role ?? "<role>"}/*`;
    report(pattern.at({ start: arn.service.span.start, end: type.span.end }), {
      message: `This is the ARN of an IAM role. Datadog accepts it and nobody ever matches it: a workload calls with the ARN of its role session. Write \`${session}\`.`,
      fixes: [
        role === undefined
          ? undefined
          : pattern.rewrite(`Match the role's sessions: \`assumed-role/${role}/*\``, session),
      ],
    });
  },
});
