import { MASK } from "../../model/placeholder";
import { defineRule } from "../define";
import { judge } from "../support/arn-patterns";
import { hasWildcard } from "../support/iam/places";

export default defineRule({
  id: "arn-pattern/region",
  title: "An identity ARN has no region",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    const region = pattern?.arn.region;
    if (!pattern || !region || region.text === "" || hasWildcard(region.text)) return;
    // a tool may fill in nothing; a person who is asked for a region writes one
    if (/[{%]/.test(region.text) || region.text.includes(MASK)) return;
    const without = pattern.text.slice(0, region.span.start) + pattern.text.slice(region.span.end);
    report(pattern.at(region.span), {
      message: `Callers' ARNs leave the region empty, and Datadog refuses a pattern with one. Remove \`${region.text}\`: two colons follow each other there.`,
      fixes: [pattern.rewrite("Leave the region empty", without)],
    });
  },
});
