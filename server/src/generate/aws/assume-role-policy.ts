import { type Artefact, jsonText } from "../artefact";
import type { GenerateInput } from "../input";
import { awsFacts } from "./facts";
import { assumeRolePolicy } from "./policies";

/** The permission that the Agent's own role needs to assume the role in `role_arn`. */
export function assumeRole(input: GenerateInput): Artefact {
  const { agentRole, targetRole } = awsFacts({
    ...input,
    options: { ...input.options, platform: "cross-account" },
  });
  const target = targetRole ?? agentRole;
  const notes = [
    `Put it into the Agent's role with \`aws iam put-role-policy\`. Never use \`update-assume-role-policy\` for it: that command replaces the role's trust policy, and then the Agent's host can no longer use the role.`,
    `${target.name} must trust the Agent's role in turn: \`ddconf generate trust-policy --platform cross-account\`.`,
  ];
  if (input.database && !input.database.assumedRole)
    notes.push(
      "The instance names no role to assume: add `aws.managed_authentication.role_arn` if the database lies in another account. In the same account the Agent's own role is enough.",
    );
  return {
    language: "json",
    title: `Permission policy: ${agentRole.name} may assume ${target.name}`,
    text: jsonText(assumeRolePolicy(target)),
    notes,
  };
}
