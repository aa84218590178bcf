import { closest } from "../../schema/similar";
import { defineRule } from "../define";
import { TRUST_ACTIONS } from "../support/iam/actions";
import { replaceValue } from "../support/iam/edits";
import { IAM_POLICY, isFillInOrVariable } from "../support/iam/places";

const ALLOWED: ReadonlySet<string> = new Set(TRUST_ACTIONS.map((action) => action.toLowerCase()));

export default defineRule({
  id: "iam/trust-action",
  title: "A trust policy is about assuming the role only",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    if (policy.type !== "trust") return;
    for (const { scalar } of statement.actions) {
      if (!scalar || isFillInOrVariable(scalar.text) || isAllowed(scalar.text.toLowerCase())) continue;
      const meant = meantBy(scalar.text);
      report(scalar, {
        message: meant
          ? `There is no action \`${scalar.text}\` to assume a role by, and IAM refuses the trust policy. Did you mean \`${meant}\`?`
          : `A trust policy says who may assume the role, and IAM refuses one with \`${scalar.text}\` in it: write \`sts:AssumeRole\` (or its forms with web identity or SAML) here, and what the role may do in a permission policy.`,
        fixes: [meant ? replaceValue(scalar, meant) : undefined],
      });
    }
  },
});

function isAllowed(action: string): boolean {
  // a pattern is left to IAM as long as it stays within STS
  return ALLOWED.has(action) || (/[*?]/.test(action) && action.startsWith("sts:"));
}

function meantBy(action: string): string | undefined {
  const name = action.includes(":") ? action : `sts:${action}`;
  return closest(name, TRUST_ACTIONS);
}
