import { POLICY_ELEMENTS, STATEMENT_ELEMENTS } from "../../model/aws/policy-grammar";
import type { Entry } from "../../model/node";
import { defineRule, type Reporter } from "../define";
import { renameJsonKey } from "../support/iam/edits";
import { similarElement } from "../support/iam/elements";
import { IAM_POLICY, isFillIn } from "../support/iam/places";

const POLICY: ReadonlySet<string> = new Set(POLICY_ELEMENTS);
const STATEMENT: ReadonlySet<string> = new Set(STATEMENT_ELEMENTS);

export default defineRule({
  id: "iam/unknown-element",
  title: "A policy has no such element",
  severity: "error",
  appliesTo: "policy",
  kinds: IAM_POLICY,
  check({ root, whole, list, statements }, report) {
    if (whole) {
      // without `Statement`, what belongs in a statement is not unknown but in the wrong place
      const allowed = list ? POLICY : new Set([...POLICY, ...STATEMENT]);
      for (const entry of root.entries)
        if (!allowed.has(entry.name)) reportUnknown(entry, POLICY_ELEMENTS, STATEMENT, report);
    }
    for (const { map } of statements) {
      if (map === root && whole) continue;
      for (const entry of map.entries)
        if (!STATEMENT.has(entry.name)) reportUnknown(entry, STATEMENT_ELEMENTS, POLICY, report);
    }
  },
});

function reportUnknown(
  entry: Entry,
  names: readonly string[],
  elsewhere: ReadonlySet<string>,
  report: Reporter,
): void {
  if (isFillIn(entry.name)) return;
  const inStatement = names === STATEMENT_ELEMENTS;
  const where = inStatement ? "a statement" : "a policy";
  if (elsewhere.has(entry.name)) {
    report(entry.key, {
      message: `\`${entry.name}\` does not belong in ${where}, and IAM refuses the policy: move it ${inStatement ? "up, beside `Statement`" : "into a statement of `Statement`"}.`,
    });
    return;
  }
  const meant = similarElement(entry.name, names);
  const hint = !meant
    ? `Remove it; ${where} has ${names.map((name) => `\`${name}\``).join(", ")}.`
    : meant.toLowerCase() === entry.name.toLowerCase()
      ? `Write \`${meant}\`: case counts.`
      : `Did you mean \`${meant}\`?`;
  report(entry.key, {
    message: `${inStatement ? "A statement" : "A policy"} has no element \`${entry.name}\`, and IAM refuses the policy. ${hint}`,
    fixes: [meant ? renameJsonKey(entry, meant) : undefined],
  });
}
