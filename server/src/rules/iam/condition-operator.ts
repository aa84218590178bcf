import { isIntrinsic } from "../../model/aws/policy";
import { OPERATORS, parseOperator } from "../../model/aws/policy-grammar";
import { mapOf } from "../../model/node";
import { closest } from "../../schema/similar";
import { defineRule } from "../define";
import { renameJsonKey } from "../support/iam/edits";
import { IAM_POLICY, isFillIn } from "../support/iam/places";

export default defineRule({
  id: "iam/condition-operator",
  title: "There is no such condition operator",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report) {
    const operators = mapOf(statement.element("Condition")?.value);
    if (!operators || isIntrinsic(operators)) return;
    for (const entry of operators.entries) {
      if (parseOperator(entry.name).base || isFillIn(entry.name)) continue;
      const meant = meantBy(entry.name);
      const hint = !meant
        ? entry.name.includes(":")
          ? 'The operator stands around the key: `{ "StringEquals": { "<key>": "<value>" } }`.'
          : "Operators are named `StringEquals`, `ArnLike`, `Bool` and so on."
        : meant.toLowerCase() === entry.name.toLowerCase()
          ? `Write \`${meant}\`: case counts.`
          : `Did you mean \`${meant}\`?`;
      report(entry.key, {
        message: `There is no condition operator \`${entry.name}\`, and IAM refuses the policy. ${hint}`,
        fixes: [meant ? renameJsonKey(entry, meant) : undefined],
      });
    }
  },
});

/** The operator that was meant, with its set prefix and `IfExists` put right as well. */
function meantBy(name: string): string | undefined {
  const colon = name.indexOf(":");
  const prefix = colon < 0 ? "" : closest(name.slice(0, colon), ["ForAllValues", "ForAnyValue"]);
  if (prefix === undefined) return undefined;
  const rest = name.slice(colon + 1);
  const [, word = rest, suffix] = /^(.*?)(if_?exists?)?$/i.exec(rest) ?? [];
  const base = closest(word, OPERATORS);
  return base && `${prefix && `${prefix}:`}${base}${suffix ? "IfExists" : ""}`;
}
