import type { ArnPlace } from "../../model/aws/policy";
import { scalarOf } from "../../model/node";
import type { Span } from "../../model/text";
import { defineRule } from "../define";
import { IAM_POLICY, placeIn } from "../support/iam/places";
import { parseDatabaseUser } from "../support/iam/rds-db";

export default defineRule({
  id: "iam/rds-db-wildcard-user",
  title: "Login as any database user",
  severity: "warning",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    if (scalarOf(statement.element("Effect")?.value)?.text === "Deny" || !statement.element("Resource"))
      return;
    if (statement.actionNames.some((action) => action === "rds-db:connect" || action === "rds-db:*"))
      for (const { scalar } of statement.resources)
        if (scalar?.text === "*")
          report(scalar, {
            message:
              "With `*` the role may log in to every database of the account as any user, the master user included: write `arn:aws:rds-db:<region>:<account>:dbuser:<resource id>/<database user>` with the Agent's user.",
          });
    for (const place of statement.arns) {
      const part = anyUser(place);
      if (!part) continue;
      report(placeIn(place.scalar, part, context), {
        message:
          "With `*` as the user the role may log in as any user, the master user included: write the Agent's `username`, such as `datadog`. A wildcard in place of the resource id is fine.",
      });
    }
  },
});

/** The wildcard that stands for every user: `dbuser:<id>/*`, `dbuser:*`, `*`. */
function anyUser({ arn, where }: ArnPlace): Span | undefined {
  if (!arn || where !== "resource" || !/^(?:rds-?db|rds)$/.test(arn.service.text)) return undefined;
  const { type, id, user } = parseDatabaseUser(arn);
  if (arn.service.text === "rds" && !/^dbuser[:/]$/.test(type.text)) return undefined;
  if (user) return /^\*+$/.test(user.text) ? user.span : undefined;
  return id.text.endsWith("*") ? { start: id.span.end - 1, end: id.span.end } : undefined;
}
