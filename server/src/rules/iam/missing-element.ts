import type { Policy, PolicyStatement } from "../../model/aws/policy";
import { defineRule } from "../define";
import { hasElement } from "../support/iam/elements";
import { IAM_POLICY, openingOf } from "../support/iam/places";

export default defineRule({
  id: "iam/missing-element",
  title: "A policy lacks an element that it must have",
  severity: "error",
  appliesTo: "policy",
  kinds: IAM_POLICY,
  check(policy, report) {
    const { root, whole, list, statements } = policy;
    if (whole && !list && !hasElement(root, "Statement")) {
      report(openingOf(root), {
        message:
          statements.length > 0
            ? '`Statement` is missing: the elements stand directly in the policy. IAM refuses it: put them into `"Statement": [{ … }]`.'
            : '`Statement` is missing, so the policy says nothing and IAM refuses it: add `"Statement": [{ … }]`.',
      });
      return;
    }
    for (const statement of statements) {
      if (!whole && !isComplete(statement)) continue;
      const missing = missingIn(statement, policy);
      if (missing.length === 0) continue;
      const names = missing.join(" and ");
      report(openingOf(statement.map), {
        message: `${names} ${missing.length > 1 ? "are" : "is"} missing in this statement, and IAM refuses the policy: add ${missing.length > 1 ? "them" : "it"}${hintFor(missing)}.`,
      });
    }
  },
});

/** A statement that a guide prints on its own may leave elements out; one with these two is no excerpt. */
function isComplete({ element }: PolicyStatement): boolean {
  return element("Effect") !== undefined && (element("Action") ?? element("NotAction")) !== undefined;
}

function missingIn(statement: PolicyStatement, policy: Policy): string[] {
  const has = (...names: string[]): boolean => names.some((name) => hasElement(statement.map, name));
  const missing: string[] = [];
  if (!has("Effect")) missing.push("`Effect`");
  if (!has("Action", "NotAction")) missing.push("`Action`");
  const principal = has("Principal", "NotPrincipal");
  const resource = has("Resource", "NotResource");
  if (principal || resource) {
    if (policy.type === "trust" && !principal && !resource) missing.push("`Principal`");
    if (policy.type === "identity" && !resource && !principal) missing.push("`Resource`");
    if (policy.type === "resource" && principal && !resource && !isRepositoryPolicy(statement))
      missing.push("`Resource`");
    return missing;
  }
  if (policy.type === "trust") missing.push("`Principal`");
  else if (policy.type === "unknown") missing.push("`Resource` (or, in a role's trust policy, `Principal`)");
  else missing.push("`Resource`");
  return missing;
}

/** Policies of ECR repositories name no resource. */
function isRepositoryPolicy(statement: PolicyStatement): boolean {
  return statement.actionNames.some((action) => action.startsWith("ecr"));
}

function hintFor(missing: readonly string[]): string {
  if (missing.includes("`Effect`") && missing.length === 1) return ' (`"Allow"` or `"Deny"`)';
  if (missing.includes("`Principal`")) return " and name there who may assume the role";
  return "";
}
