import { type Artefact, jsonText } from "../artefact";
import type { GenerateInput } from "../input";
import { awsFacts } from "./facts";
import { resourceIdNotes } from "./notes";
import { rdsConnectPolicy } from "./policies";

/** The permission policy for an IAM login to RDS or Aurora. */
export function rdsPolicy(input: GenerateInput): Artefact {
  const facts = awsFacts(input);
  const holder = facts.targetRole
    ? `the role that the Agent assumes, ${facts.targetRole.name} in account ${facts.targetRole.account}, and not to the Agent's own`
    : "the role that the Agent runs as";
  const notes = [
    `Give this policy to ${holder}: \`aws iam put-role-policy\` puts it in, \`ddconf generate aws-commands\` writes all commands.`,
    ...resourceIdNotes(input),
    "IAM authentication must be switched on for the database, and the user must be made for it: `ddconf generate sql-grants`.",
  ];
  if (input.database?.login === "password")
    notes.push(
      "The instance logs in with a password at present; the policy counts once `aws.managed_authentication.enabled` is true and the password is gone.",
    );
  return {
    language: "json",
    title: `IAM policy: log in to ${input.database?.rds?.identifier ?? "the database"} as ${facts.databaseUser}`,
    text: jsonText(rdsConnectPolicy(facts)),
    notes,
  };
}
