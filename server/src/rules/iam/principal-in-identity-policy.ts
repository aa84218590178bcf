import { defineRule } from "../define";
import { removeMember } from "../support/iam/edits";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/principal-in-identity-policy",
  title: "A permission policy names a principal",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    if (policy.type !== "identity") return;
    for (const name of ["Principal", "NotPrincipal"]) {
      const entry = statement.element(name);
      if (!entry) continue;
      const trust = !statement.element("Resource") && !statement.element("NotResource");
      report(entry.key, {
        message: trust
          ? `This statement says who may assume a role, the others what it may do: IAM refuses \`${name}\` in a permission policy. Put this statement into the role's trust policy, a document of its own.`
          : `A permission policy applies to the role or user that it is attached to, and IAM refuses one with \`${name}\`: remove it. Who may assume the role stands in its trust policy.`,
        fixes: [
          trust
            ? undefined
            : { title: `Remove \`${name}\``, edits: [removeMember(statement.map, entry)], safe: false },
        ],
      });
    }
  },
});
