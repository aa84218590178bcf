import { defineRule } from "../define";
import { isAssumedRole, judge } from "../support/arn-patterns";
import { hasWildcard } from "../support/iam/places";

export default defineRule({
  id: "arn-pattern/no-session",
  title: "The pattern names a role but no session",
  severity: "warning",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    const [role, ...more] = pattern?.names ?? [];
    if (!pattern || !isAssumedRole(pattern) || !role || more.length > 0) return;
    if (role.text === "" || hasWildcard(role.text)) return;
    report(pattern.at({ start: role.span.start, end: pattern.text.length }), {
      message: `The pattern stops at the role \`${role.text}\`. Every caller's ARN goes on with a session name, so nobody matches it: append \`/*\` for any session.`,
      fixes: [pattern.rewrite("Append `/*` for any session", `${pattern.text.slice(0, role.span.end)}/*`)],
    });
  },
});
