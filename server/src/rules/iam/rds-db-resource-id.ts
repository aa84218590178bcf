import { defineRule } from "../define";
import { replacePart } from "../support/iam/edits";
import { IAM_POLICY, placeIn } from "../support/iam/places";
import { parseDatabaseUser, resourceIdProblem } from "../support/iam/rds-db";

export default defineRule({
  id: "iam/rds-db-resource-id",
  title: "That is not the resource id of a database",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    for (const { scalar, arn } of statement.arns) {
      if (!arn || !/^(?:rds-?db|rds)$/.test(arn.service.text)) continue;
      const { type, id, user } = parseDatabaseUser(arn);
      // without `dbuser` or a user, more than the id is wrong
      if (!/^dbuser[:/]$/.test(type.text) || !user) continue;
      const problem = resourceIdProblem(id.text);
      if (!problem) continue;
      const { meant } = problem;
      report(placeIn(scalar, id.span, context), {
        message: meant
          ? `The prefix stands twice in \`${id.text}\`, so nobody can log in: the resource id that AWS shows already has it. Write \`${meant}\`.`
          : `\`${id.text}\` is no resource id but looks like a name, so nobody can log in by it. Write the “Resource ID” of the instance (\`db-…\`), of the Aurora or Multi-AZ cluster (\`cluster-…\`) or of the proxy (\`prx-…\`).`,
        fixes: [meant ? replacePart(scalar, id.span, meant, context) : undefined],
      });
    }
  },
});
