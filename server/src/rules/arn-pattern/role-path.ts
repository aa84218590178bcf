import { defineRule } from "../define";
import { isAssumedRole, judge } from "../support/arn-patterns";
import { hasWildcard } from "../support/iam/places";

export default defineRule({
  id: "arn-pattern/role-path",
  title: "A session ARN has no role path",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    if (!pattern || !isAssumedRole(pattern) || pattern.names.length <= 2) return;
    const [role, session] = pattern.names.slice(-2);
    const first = pattern.names[0];
    if (!role || !session || !first) return;
    // without a name, or with a wildcard before the end, it cannot be told which part is the role
    if (pattern.names.slice(0, -1).some(({ text }) => text === "" || hasWildcard(text))) return;
    report(pattern.at({ start: first.span.start, end: role.span.start }), {
      message: `AWS drops the path of a role in the ARN of its sessions, so this pattern, which has one, matches nobody. Write only the role's name: \`assumed-role/${role.text}/${session.text}\`.`,
      fixes: [
        pattern.rewrite(
          "Drop the path",
          pattern.text.slice(0, first.span.start) + pattern.text.slice(role.span.start),
        ),
      ],
    });
  },
});
