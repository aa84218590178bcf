import { scalarOf } from "../../model/node";
import { defineRule } from "../define";
import { replaceValue } from "../support/iam/edits";
import { IAM_POLICY, isFillIn } from "../support/iam/places";

export default defineRule({
  id: "iam/effect",
  title: "`Effect` is neither `Allow` nor `Deny`",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report) {
    const scalar = scalarOf(statement.element("Effect")?.value);
    if (!scalar || typeof scalar.value !== "string" || isFillIn(scalar.value)) return;
    if (scalar.value === "Allow" || scalar.value === "Deny") return;
    const meant = ["Allow", "Deny"].find((word) => scalar.text.trim().toLowerCase() === word.toLowerCase());
    report(scalar, {
      message: meant
        ? `\`${scalar.text}\` is not \`${meant}\`: case counts, and IAM refuses the policy. Write \`${meant}\`.`
        : `\`${scalar.text}\` is no effect, and IAM refuses the policy. Write \`Allow\` or \`Deny\`.`,
      fixes: [meant ? replaceValue(scalar, meant) : undefined],
    });
  },
});
