import { parseOperator } from "../../model/aws/policy-grammar";
import { defineRule } from "../define";
import { renameJsonKey } from "../support/iam/edits";
import { IAM_POLICY, isFillIn } from "../support/iam/places";

/** Operators that compare letter by letter, and those that understand wildcards. */
const LIKE: Readonly<Record<string, string>> = {
  StringEquals: "StringLike",
  StringNotEquals: "StringNotLike",
  StringEqualsIgnoreCase: "StringLike",
  StringNotEqualsIgnoreCase: "StringNotLike",
};

export default defineRule({
  id: "iam/condition-wildcard",
  title: "A wildcard is compared letter by letter",
  severity: "warning",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report) {
    for (const { operator, values } of statement.conditions) {
      const { base } = parseOperator(operator.name);
      const like = base && LIKE[base];
      if (!like) continue;
      for (const { scalar } of values) {
        if (!scalar || isFillIn(scalar.text) || !hasPlainWildcard(scalar.text)) continue;
        report(scalar, {
          message: `\`${operator.name}\` takes the wildcard in \`${scalar.text}\` for a plain character, so it matches only that very text. Use \`${operator.name.replace(base, like)}\` for a pattern.`,
          fixes: [renameJsonKey(operator, operator.name.replace(base, like))],
        });
      }
    }
  },
});

/** A question mark is part of many a URL, and `${*}` is an asterisk on purpose. */
function hasPlainWildcard(text: string): boolean {
  const plain = text.replace(/\$\{[*?$]\}/g, "");
  return plain.includes("*") || (plain.includes("?") && !/^https?:/.test(plain));
}
