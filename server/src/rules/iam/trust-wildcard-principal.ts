import { scalarOf } from "../../model/node";
import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/trust-wildcard-principal",
  title: "Everyone may assume the role",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    if (policy.type !== "trust" || scalarOf(statement.element("Effect")?.value)?.text === "Deny") return;
    for (const { scalar, key, element } of statement.principals) {
      if (scalar?.text !== "*" || element.name !== "Principal") continue;
      if (!key) {
        report(scalar, {
          message:
            '`"Principal": "*"` is not allowed in a trust policy: name who may assume the role, for example `{ "AWS": "arn:aws:iam::<account>:role/<role>" }`.',
        });
      } else if (key.name === "AWS" && statement.conditions.length === 0) {
        report(scalar, {
          severity: "warning",
          message:
            "Every AWS account in the world may assume this role, as no `Condition` holds anyone back: name the account or role that needs it.",
        });
      }
    }
  },
});
