import { defineRule } from "../define";
import { assumedRoles, mayAssume, meantFor } from "../support/assumable-roles";

export default defineRule({
  id: "iam/role-not-assumable",
  title: "No policy lets the Agent assume the instance's role",
  severity: "warning",
  appliesTo: "workspace",
  check(workspace, report) {
    const roles = assumedRoles(workspace);
    if (!roles) return;
    const refused = roles.wanted.filter((role) => !mayAssume(roles, role));
    for (const role of refused) {
      const nearest = meantFor(role, roles);
      if (!nearest) continue;
      report(role.at, {
        message: `No policy of these files lets the Agent assume this role: the nearest permission is for \`${nearest.text}\`. STS answers AccessDenied and the Agent cannot log in. Allow \`sts:AssumeRole\` on \`${role.text}\`, or write the role that is allowed.`,
        related: [{ at: nearest.at, message: "What the policy allows instead" }],
      });
    }
    for (const principal of workspace.flatMap((facts) => facts.trustedPrincipals)) {
      const role = refused.find(({ text }) => text === principal.text);
      if (!role) continue;
      report(principal.at, {
        severity: "information",
        message:
          "An instance assumes this role, and here a trust policy lets the role itself assume another: that is the wrong way round. The trust policy of this role must name the Agent's role, and the Agent's role needs a permission policy with `sts:AssumeRole` on this one.",
        related: [{ at: role.at, message: "The Agent assumes the role here" }],
      });
    }
  },
});
