import { parseOperator } from "../../model/aws/policy-grammar";
import { mapOf } from "../../model/node";
import { defineRule } from "../define";
import { renameJsonKey } from "../support/iam/edits";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/null-if-exists",
  title: "`Null` cannot have `IfExists`",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report) {
    for (const entry of mapOf(statement.element("Condition")?.value)?.entries ?? []) {
      const { base, ifExists } = parseOperator(entry.name);
      if (base !== "Null" || !ifExists) continue;
      const name = entry.name.replace(/IfExists$/, "");
      report(entry.key, {
        message: `\`Null\` asks whether a key exists, so \`${entry.name}\` makes no sense and IAM refuses the policy: write \`${name}\`.`,
        fixes: [renameJsonKey(entry, name)],
      });
    }
  },
});
