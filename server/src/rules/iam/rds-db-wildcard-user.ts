import { type ScalarNode, scalarOf } from "../../model/node";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { arnPlaces } from "../support/iam/arns";
import { IAM_POLICY, placeIn } from "../support/iam/places";
import { actionNames, parseDatabaseUser } from "../support/iam/rds-db";

export default defineRule({
  id: "iam/rds-db-wildcard-user",
  title: "Login as any database user",
  severity: "warning",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    if (scalarOf(statement.element("Effect")?.value)?.text === "Deny" || !statement.element("Resource"))
      return;
    const names = actionNames(statement);
    if (names.some((action) => action === "rds-db:connect" || action === "rds-db:*"))
      for (const { scalar } of statement.resources)
        if (scalar?.text === "*") reportAny(scalar, { start: 0, end: 1 }, report, context, true);
    for (const { scalar, arn, where } of arnPlaces(statement)) {
      if (!arn || where !== "resource" || !/^rds-?db$/.test(arn.service.text)) continue;
      const { id, user } = parseDatabaseUser(arn);
      if (user ? /^\*+$/.test(user.text) : id.text.endsWith("*"))
        reportAny(scalar, user?.span ?? { start: id.span.end - 1, end: id.span.end }, report, context, false);
    }
  },
});

function reportAny(
  scalar: ScalarNode,
  part: { start: number; end: number },
  report: Reporter,
  context: RuleContext,
  everywhere: boolean,
): void {
  report(everywhere ? scalar : placeIn(scalar, part, context), {
    message: everywhere
      ? "With `*` the role may log in to every database of the account as any user, the master user included: write `arn:aws:rds-db:<region>:<account>:dbuser:<resource id>/<database user>` with the Agent's user."
      : "With `*` as the user the role may log in as any user, the master user included: write the Agent's `username`, such as `datadog`. A wildcard in place of the resource id is fine.",
  });
}
