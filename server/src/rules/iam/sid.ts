import type { Policy } from "../../model/aws/policy";
import { type ScalarNode, scalarOf } from "../../model/node";
import { defineRule, type Reporter } from "../define";
import { replaceValue } from "../support/iam/edits";
import { IAM_POLICY, isFillIn } from "../support/iam/places";

export default defineRule({
  id: "iam/sid",
  title: "The statement's id is not usable",
  severity: "error",
  appliesTo: "policy",
  kinds: IAM_POLICY,
  check(policy, report) {
    const seen = new Map<string, ScalarNode>();
    for (const statement of policy.statements) {
      const sid = scalarOf(statement.element("Sid")?.value);
      if (!sid || typeof sid.value !== "string" || sid.text === "" || isFillIn(sid.text)) continue;
      checkCharacters(sid, policy, report);
      const first = seen.get(sid.text);
      if (first) reportDuplicate(sid, first, policy, report);
      else seen.set(sid.text, sid);
    }
  },
});

/** Key policies and bucket policies allow blanks and more; users, roles and groups do not. */
function checkCharacters(sid: ScalarNode, { type }: Policy, report: Reporter): void {
  // a `${…}` here has a finding of its own
  if ((type !== "identity" && type !== "trust") || /^[A-Za-z0-9]*$/.test(sid.text) || sid.text.includes("${"))
    return;
  const plain = sid.text.replace(
    /[^A-Za-z0-9]+([a-z])?/g,
    (_, next: string | undefined) => next?.toUpperCase() ?? "",
  );
  report(sid, {
    message: `A \`Sid\` holds only letters and digits, and IAM refuses \`${sid.text}\`: write \`${plain || "Statement1"}\`.`,
    fixes: [plain ? replaceValue(sid, plain, true) : undefined],
  });
}

function reportDuplicate(sid: ScalarNode, first: ScalarNode, { type }: Policy, report: Reporter): void {
  report(sid, {
    severity: type === "identity" ? "error" : "warning",
    message: `Two statements have the \`Sid\` \`${sid.text}\`${type === "identity" ? ", and IAM refuses the policy" : "; some services refuse that, and logs cannot tell them apart"}: give each its own, or leave it out.`,
    related: [{ at: first, message: "The first one stands here" }],
  });
}
