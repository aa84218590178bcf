import type { Arn } from "../../model/aws/arn";
import type { ScalarNode } from "../../model/node";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { replacePart } from "../support/iam/edits";
import { hasWildcard, IAM_POLICY, isFillIn, placeIn } from "../support/iam/places";
import { parseDatabaseUser } from "../support/iam/rds-db";

export default defineRule({
  id: "iam/rds-db-resource",
  title: "The resource does not name a database user",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    for (const { scalar, arn } of statement.arns)
      if (arn && /^rds-?db$/.test(arn.service.text)) checkUser(scalar, arn, report, context);
  },
});

function checkUser(scalar: ScalarNode, arn: Arn, report: Reporter, context: RuleContext): void {
  const { type, id, user } = parseDatabaseUser(arn);
  if (type.text === "") checkUntyped(scalar, arn, report, context);
  else if (type.text !== "dbuser:") {
    if (isOpen(type.text)) return;
    report(placeIn(scalar, type.span, context), {
      message: `A database user is named \`dbuser:<resource id>/<database user>\`, so with \`${type.text}\` nobody can log in: write \`dbuser:\`.`,
      fixes: [replacePart(scalar, type.span, "dbuser:", context)],
    });
  } else if (!user && id.text.includes(":")) {
    const start = id.span.start + id.text.indexOf(":");
    const colon = { start, end: start + 1 };
    report(placeIn(scalar, colon, context), {
      message:
        "Between resource id and database user stands a slash, not a colon, so nobody can log in: write `dbuser:<resource id>/<database user>`.",
      fixes: [replacePart(scalar, colon, "/", context)],
    });
  } else if (user && id.text === "") {
    report(placeIn(scalar, type.span, context), {
      message:
        "The resource id is missing behind `dbuser:`, so nobody can log in: write `dbuser:<resource id>/<database user>`, or `dbuser:*/<database user>` for every database.",
    });
  } else if (user ? user.text === "" : !isOpen(id.text)) {
    report(placeIn(scalar, id.text === "" ? arn.resource.span : id.span, context), {
      message: `The database user is missing behind \`${id.text || type.text}\`, so nobody can log in: write \`dbuser:${id.text || "<resource id>"}/<database user>\`, with the Agent's \`username\` as the user.`,
    });
  }
}

/** `*` alone is every user of every database; a fill-in may hold the rest. */
function isOpen(text: string): boolean {
  return hasWildcard(text) || isFillIn(text);
}

function checkUntyped(scalar: ScalarNode, { resource }: Arn, report: Reporter, context: RuleContext): void {
  if (isOpen(resource.text) || resource.text === "") return;
  report(placeIn(scalar, resource.span, context), {
    message: `\`${resource.text}\` names no database user, so nobody can log in by it: write \`dbuser:<resource id>/<database user>\`.`,
  });
}
