import { defineRule } from "../define";
import { judge } from "../support/arn-patterns";

export default defineRule({
  id: "arn-pattern/wildcard",
  title: "A wildcard stands where Datadog takes none",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    if (!pattern) return;
    const allowedAt = pattern.names.length >= 2 ? pattern.text.length - 1 : -1;
    const wrong = [...pattern.text.matchAll(/[*?]/g)]
      .map(({ index }) => index)
      .filter((index) => index !== allowedAt || pattern.names.at(-1)?.text !== "*");
    const first = wrong.find((index) => !/\$\{[^}]*$/.test(pattern.text.slice(0, index)));
    if (first === undefined) return;
    const last = pattern.names.at(-1);
    const mendable =
      pattern.names.length >= 2 && last !== undefined && wrong.every((index) => index >= last.span.start);
    const part = [
      pattern.arn.partition,
      pattern.arn.service,
      pattern.arn.region,
      pattern.arn.account,
      pattern.type,
      ...pattern.names,
    ].find(({ span }) => first >= span.start && first < span.end);
    report(pattern.at(part?.span ?? { start: first, end: first + 1 }), {
      message:
        "Datadog refuses this pattern: a wildcard may only be `/*` at the very end, behind a complete role name or user path. Names cannot be matched in part, and `?` is not known. Write one mapping per role, each ending in `/*`.",
      fixes: [
        mendable
          ? pattern.rewrite("End the pattern in `/*`", `${pattern.text.slice(0, last.span.start)}*`)
          : undefined,
      ],
    });
  },
});
