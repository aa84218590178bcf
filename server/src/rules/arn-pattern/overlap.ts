import { isUsablePattern, overlap } from "../../model/aws/arn-pattern";
import { textAt } from "../../model/node";
import { defineRule, type PatternPlace } from "../define";

export default defineRule({
  id: "arn-pattern/overlap",
  title: "Two mappings match the same caller",
  severity: "warning",
  appliesTo: "arn-patterns",
  kinds: ["identity-mapping"],
  check(places, report) {
    for (const [index, place] of places.entries()) {
      const text = place.scalar.text;
      const earlier = places
        .slice(0, index)
        .find(
          (other) =>
            sameType(other, place) &&
            isUsablePattern(text) &&
            isUsablePattern(other.scalar.text) &&
            overlap(text, other.scalar.text),
        );
      if (!earlier) continue;
      report(place.scalar, {
        message: `A caller that matches this pattern can match \`${earlier.scalar.text}\` as well. Datadog refuses the second of two mappings that overlap (409 Conflict): keep one, or make the patterns exclude each other.`,
        related: [{ at: earlier.scalar, message: "The mapping it overlaps with" }],
      });
    }
  },
});

/** Intake and persona mappings are kept apart; without a type nothing can be said. */
function sameType(a: PatternPlace, b: PatternPlace): boolean {
  return textAt(a.data, ["type"]) === textAt(b.data, ["type"]);
}
