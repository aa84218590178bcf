import { isUsablePattern, overlap } from "../../model/aws/arn-pattern";
import { defineRule } from "../define";
import type { MappingFact } from "../facts";
import { MAPPING_TYPES } from "../support/mapping-types";

export default defineRule({
  id: "arn-pattern/overlap",
  title: "Two mappings match the same caller",
  severity: "warning",
  appliesTo: "workspace",
  check(workspace, report) {
    const mappings = workspace
      .flatMap((facts) => facts.mappings)
      .filter(({ pattern }) => isUsablePattern(pattern));
    for (const [index, mapping] of mappings.entries()) {
      const earlier = mappings
        .slice(0, index)
        .find((other) => sameKind(other, mapping) && overlap(mapping.pattern, other.pattern));
      if (!earlier) continue;
      report(mapping.at, {
        message: `A caller that matches this pattern can match \`${earlier.pattern}\` as well. Datadog refuses the second of two mappings that overlap (409 Conflict): keep one, or make the patterns exclude each other.`,
        related: [{ at: earlier.at, message: "The mapping it overlaps with" }],
      });
    }
  },
});

/** Intake and persona mappings are kept apart, whichever of their names is used. */
function sameKind(a: MappingFact, b: MappingFact): boolean {
  return kindOf(a) === kindOf(b);
}

function kindOf({ type }: MappingFact): string | undefined {
  return type === undefined ? undefined : (MAPPING_TYPES.get(type) ?? type);
}
