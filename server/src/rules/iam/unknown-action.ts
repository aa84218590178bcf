import type { ScalarNode } from "../../model/node";
import { closest } from "../../schema/similar";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { actionsOf, isKnownService, matchesAction, SERVICE_PREFIXES } from "../support/iam/actions";
import { replacePart, replaceValue } from "../support/iam/edits";
import { hasWildcard, IAM_POLICY, isFillInOrVariable, placeIn } from "../support/iam/places";

export default defineRule({
  id: "iam/unknown-action",
  title: "AWS has no such action",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report, context) {
    // what a trust policy may say is a matter of its own
    if (policy.type === "trust") return;
    for (const { scalar } of statement.actions) {
      if (!scalar || scalar.text === "*" || isFillInOrVariable(scalar.text)) continue;
      checkAction(scalar, report, context);
    }
  },
});

function checkAction(scalar: ScalarNode, report: Reporter, context: RuleContext): void {
  const trimmed = scalar.text.trim();
  if (trimmed !== scalar.text) {
    report(scalar, {
      message: `A blank stands before or behind \`${trimmed}\`, and IAM refuses the policy: remove it.`,
      fixes: [replaceValue(scalar, trimmed, true)],
    });
    return;
  }
  const colon = scalar.text.indexOf(":");
  if (colon < 0) {
    reportNoPrefix(scalar, report, context);
    return;
  }
  const prefix = scalar.text.slice(0, colon);
  const name = scalar.text.slice(colon + 1);
  const prefixPart = { start: 0, end: colon };
  const loginOf = /^(?:rds|rdsdb|rds_db)$/i.test(prefix) && /^connect$/i.test(name);
  if (loginOf || /^(?:rdsdb|rds_db)$/i.test(prefix)) {
    report(placeIn(scalar, prefixPart, context), {
      message: `There is no action \`${scalar.text}\`, so it allows nothing: the right to log in to a database is \`rds-db:connect\`.`,
      fixes: [replacePart(scalar, prefixPart, "rds-db", context, { title: "Write `rds-db`" })],
    });
  } else if (!/^[A-Za-z0-9-]+$/.test(prefix)) {
    report(placeIn(scalar, prefixPart, context), {
      message: `\`${prefix}\` is no service prefix: wildcards may stand only behind the colon, and IAM refuses the policy. Write the service, as in \`rds-db:connect\`.`,
    });
  } else if (!isKnownService(prefix)) reportService(scalar, prefix, report, context);
  else if (name === "" || /[^A-Za-z0-9*?]/.test(name)) reportName(scalar, name, colon, report, context);
  else if (!matchesAction(prefix.toLowerCase(), name))
    reportAction(scalar, { prefix: prefix.toLowerCase(), name, at: colon + 1 }, report, context);
}

function reportNoPrefix(scalar: ScalarNode, report: Reporter, context: RuleContext): void {
  const part = { start: 0, end: scalar.text.length };
  const meant = /^assumerole/i.test(scalar.text)
    ? `sts:${scalar.text}`
    : /^connect$/i.test(scalar.text)
      ? "rds-db:connect"
      : undefined;
  report(scalar, {
    message: `\`${scalar.text}\` has no service in front of it, and IAM refuses the policy: write \`${meant ?? `<service>:${scalar.text || "<action>"}`}\`.`,
    fixes: [meant ? replacePart(scalar, part, meant, context) : undefined],
  });
}

function reportService(scalar: ScalarNode, prefix: string, report: Reporter, context: RuleContext): void {
  const meant = closest(prefix, SERVICE_PREFIXES);
  const part = { start: 0, end: prefix.length };
  report(placeIn(scalar, part, context), {
    severity: meant ? "warning" : "information",
    message: `ddconf knows no service with the prefix \`${prefix}\`; if there is none, \`${scalar.text}\` allows nothing. ${meant ? `Did you mean \`${meant}\`?` : "Check its spelling."}`,
    fixes: [meant ? replacePart(scalar, part, meant, context) : undefined],
  });
}

function reportName(
  scalar: ScalarNode,
  name: string,
  colon: number,
  report: Reporter,
  context: RuleContext,
): void {
  const part = { start: name === "" ? colon : colon + 1, end: scalar.text.length };
  report(placeIn(scalar, part, context), {
    message: `\`${scalar.text}\` names no action, and IAM refuses the policy: behind the colon stands the name of an action, as in \`rds-db:connect\`.`,
  });
}

function reportAction(
  scalar: ScalarNode,
  { prefix, name, at }: { prefix: string; name: string; at: number },
  report: Reporter,
  context: RuleContext,
): void {
  const actions = actionsOf(prefix) ?? [];
  const meant = hasWildcard(name) ? undefined : closest(name, actions);
  const part = { start: at, end: at + name.length };
  const hint = meant
    ? `Did you mean \`${prefix}:${meant}\`?`
    : prefix === "rds-db"
      ? "Its only action is `rds-db:connect`; SQL over HTTP is `rds-data:ExecuteStatement`."
      : "Check its spelling against the service's list of actions.";
  // a list of two hundred actions grows with every release; the short ones do not
  const certain = meant !== undefined || prefix === "rds-db" || prefix === "sts";
  report(placeIn(scalar, part, context), {
    severity: certain ? "error" : "warning",
    message: `\`${prefix}\` has no action \`${name}\`, so this allows nothing. ${hint}`,
    fixes: [meant ? replacePart(scalar, part, meant, context) : undefined],
  });
}
