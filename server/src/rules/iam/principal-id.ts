import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";
import { UNIQUE_ID } from "../support/iam/principals";

export default defineRule({
  id: "iam/principal-id",
  title: "A principal was deleted",
  severity: "warning",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report) {
    for (const { scalar, key } of statement.principals) {
      if (!scalar || key?.name !== "AWS" || !UNIQUE_ID.test(scalar.text)) continue;
      const kind = scalar.text.startsWith("AROA") ? "role" : "user";
      report(scalar, {
        message: `\`${scalar.text}\` is the internal id of a ${kind}, which IAM shows in place of its ARN once the ${kind} is deleted; one of the same name does not match it. Write the ARN of a ${kind} that exists, \`arn:aws:iam::<account>:${kind}/<name>\`.`,
      });
    }
  },
});
