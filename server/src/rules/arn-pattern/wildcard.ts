import type { Span } from "../../model/text";
import { defineRule } from "../define";
import { type JudgedPattern, judge } from "../support/arn-patterns";
import { hasWildcard } from "../support/iam/places";

export default defineRule({
  id: "arn-pattern/wildcard",
  title: "A wildcard stands where Datadog takes none",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    const wrong = pattern ? misplaced(pattern) : [];
    const [first] = wrong;
    if (!pattern || !first) return;
    const last = pattern.names.at(-1);
    const mended =
      last && wrong.every(({ start }) => start === last.span.start) ? mendEnd(pattern, last.span) : undefined;
    report(pattern.at(first), {
      message:
        pattern.type.text === "federated-user"
          ? "Datadog refuses this pattern: a federated user has no sessions and is named in full, without a wildcard. Write one mapping per user."
          : "Datadog refuses this pattern: a wildcard may only be `/*` at the very end, behind a complete role name or user path. Names cannot be matched in part, and `?` is not known. Write one mapping per role, each ending in `/*`.",
      fixes: [mended],
    });
  },
});

/** Parts with a wildcard that Datadog does not take, in the order of the text. */
function misplaced({ arn, type, names }: JudgedPattern): Span[] {
  // a colon in place of the first slash is another rule's
  const mayEndInWildcard =
    names.length >= (type.text.includes(":") ? 1 : 2) && type.text !== "federated-user";
  return [arn.partition, arn.service, arn.region, arn.account, type, ...names]
    .filter((part) => hasWildcard(part.text.replaceAll(/\$\{[^}]*\}/g, "")))
    .filter((part) => !(mayEndInWildcard && part === names.at(-1) && part.text === "*"))
    .map(({ span }) => span);
}

function mendEnd(pattern: JudgedPattern, { start }: Span): ReturnType<JudgedPattern["rewrite"]> | undefined {
  if (pattern.names.length < 2) return undefined;
  return pattern.type.text === "federated-user"
    ? pattern.rewrite("Remove the wildcard", pattern.text.slice(0, start - 1))
    : pattern.rewrite("End the pattern in `/*`", `${pattern.text.slice(0, start)}*`);
}
