import { defineRule } from "../define";
import { hasWildcard, IAM_POLICY, isFillIn, placeIn } from "../support/iam/places";

export default defineRule({
  id: "iam/assume-role-resource",
  title: "Only a role can be assumed",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report, context) {
    if (policy.type !== "identity" || !statement.element("Resource")) return;
    if (!statement.actionNames.includes("sts:assumerole")) return;
    // the resource may be there for another action
    if (
      statement.actionNames.some(
        (action) => !/^sts:(?:assumerole|tagsession|setsourceidentity)$/.test(action),
      )
    )
      return;
    for (const { scalar, arn, where } of statement.arns) {
      if (!arn || where !== "resource" || isFillIn(arn.service.text)) continue;
      const kind = /^[^/:]*/.exec(arn.resource.text)?.[0] ?? "";
      const known =
        arn.service.text === "iam" ? /^(?:user|group|policy|instance-profile|root)$/ : /^assumed-role$/;
      if (!/^(?:iam|sts)$/.test(arn.service.text) || hasWildcard(kind) || !known.test(kind)) continue;
      const { start } = arn.resource.span;
      report(placeIn(scalar, { start, end: start + kind.length }, context), {
        message: `\`sts:AssumeRole\` is granted on a role, so with the ARN of ${kind === "assumed-role" ? "a role session" : `\`${kind}\``} nothing can be assumed: write \`arn:aws:iam::<account>:role/<role>\`.`,
      });
    }
  },
});
