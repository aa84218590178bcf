import type { Policy, PolicyStatement } from "../../model/aws/policy";
import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";

const POD_IDENTITY = "pods.eks.amazonaws.com";

export default defineRule({
  id: "iam/pod-identity-tag-session",
  title: "EKS Pod Identity needs `sts:TagSession` too",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    if (!trustsPods(statement) || mayTag(policy)) return;
    const action = statement.actions.find(({ scalar }) => scalar?.text.toLowerCase() === "sts:assumerole");
    if (!action?.scalar || action.element.name !== "Action") return;
    const both = `"${action.scalar.text}", "sts:TagSession"`;
    const newText = action.element.value.kind === "seq" ? both : `[${both}]`;
    report(action.scalar, {
      message:
        "EKS Pod Identity tags every session, so pods cannot assume a role that does not allow `sts:TagSession`: write both, `sts:AssumeRole` and `sts:TagSession`.",
      fixes: [{ title: "Add `sts:TagSession`", edits: [{ span: action.scalar.span, newText }], safe: false }],
    });
  },
});

function trustsPods({ principals }: PolicyStatement): boolean {
  return principals.some(({ scalar, key }) => key?.name === "Service" && scalar?.text === POD_IDENTITY);
}

/** The right may come from another statement for the same principal. */
function mayTag({ statements }: Policy): boolean {
  return statements.some(
    (statement) =>
      trustsPods(statement) &&
      statement.actionNames.some((action) => /^sts:(?:tagsession|tag.*\*|t?\*)$|^\*$/.test(action)),
  );
}
