import type { Policy } from "../../model/aws/policy";
import { CURRENT_VERSION, OLD_VERSION } from "../../model/aws/policy-grammar";
import { type PolicyVariable, variablesIn } from "../../model/aws/policy-variables";
import { scalarOf } from "../../model/node";
import { defineRule } from "../define";
import { insertFirst, replaceValue } from "../support/iam/edits";
import { hasElement } from "../support/iam/elements";
import { IAM_POLICY, isFillIn, openingOf } from "../support/iam/places";

export default defineRule({
  id: "iam/version",
  title: "`Version` is not that of the policy language",
  severity: "error",
  appliesTo: "policy",
  kinds: IAM_POLICY,
  check(policy, report, context) {
    const { root, whole, version } = policy;
    if (!whole) return;
    if (!version) {
      if (hasElement(root, "Version")) return;
      const variable = firstVariable(policy);
      report(openingOf(root), {
        severity: variable ? "error" : "warning",
        message: variable
          ? `\`Version\` is missing, so IAM reads the policy in the language of 2008, where \`${variable.text}\` is plain text and matches nothing: add \`"Version": "${CURRENT_VERSION}"\`.`
          : `\`Version\` is missing, so IAM reads the policy in the language of 2008, without variables and newer features: add \`"Version": "${CURRENT_VERSION}"\`.`,
        fixes: [
          {
            title: `Add \`"Version": "${CURRENT_VERSION}"\``,
            edits: [insertFirst(root, "Version", CURRENT_VERSION, context)],
            safe: false,
          },
        ],
      });
      return;
    }
    const scalar = scalarOf(version.value);
    if (!scalar || typeof scalar.value !== "string" || isFillIn(scalar.text)) return;
    if (scalar.text === CURRENT_VERSION || scalar.text === OLD_VERSION) return;
    report(scalar, {
      message: `\`${scalar.text}\` is no version of the policy language, and IAM refuses the policy. It is not a date of your own: write \`${CURRENT_VERSION}\`.`,
      fixes: [replaceValue(scalar, CURRENT_VERSION, true)],
    });
  },
});

function firstVariable({ statements }: Policy): PolicyVariable | undefined {
  const scalars = statements.flatMap(({ resources, conditions }) => [
    ...resources.map(({ scalar }) => scalar),
    ...conditions.flatMap(({ values }) => values.map(({ scalar }) => scalar)),
  ]);
  for (const scalar of scalars) {
    const variable = scalar && variablesIn(scalar.text).find(({ kind }) => kind === "variable");
    if (variable) return variable;
  }
  return undefined;
}
