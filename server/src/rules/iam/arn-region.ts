import type { Arn } from "../../model/aws/arn";
import { ALL_REGIONS, isListedRegion, partitionById, partitionOfRegion } from "../../model/aws/partitions";
import { closest } from "../../schema/similar";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { regionNeed } from "../support/iam/arn-fields";
import { type ArnPlace, arnPlaces, placeOf } from "../support/iam/arns";
import { replacePart } from "../support/iam/edits";
import { hasWildcard, IAM_POLICY, isFillIn, isFillInPart } from "../support/iam/places";

export default defineRule({
  id: "iam/arn-region",
  title: "The region in the ARN is wrong",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    for (const place of arnPlaces(statement)) {
      const { arn } = place;
      if (!arn || isFillIn(arn.service.text)) continue;
      const need = regionNeed(arn);
      if (arn.region.text === "") {
        if (need === "required") reportMissing(arn, place, report, context);
      } else if (need === "forbidden") reportForbidden(arn, place, report, context);
      else if (!hasWildcard(arn.region.text) && !isFillInPart(arn.region.text))
        checkName(arn, place, report, context);
    }
  },
});

function reportMissing(arn: Arn, place: ArnPlace, report: Reporter, context: RuleContext): void {
  report(placeOf(arn.region, place, context), {
    message: `An ARN of \`${arn.service.text}\` has a region, and this one has none, so it matches nothing: write the region, or \`*\` for all.`,
  });
}

function reportForbidden(arn: Arn, place: ArnPlace, report: Reporter, context: RuleContext): void {
  // a wildcard matches the empty region as well; only IAM refuses even that
  if (hasWildcard(arn.region.text) && arn.service.text !== "iam") return;
  const what = arn.service.text === "s3" ? "a bucket" : `\`${arn.service.text}\``;
  report(placeOf(arn.region, place, context), {
    message: `An ARN of ${what} has no region, and with one it is invalid: leave the region empty, \`${arn.service.text}::\`.`,
    fixes: [replacePart(place.scalar, arn.region.span, "", context, { title: "Remove the region" })],
  });
}

function checkName(arn: Arn, place: ArnPlace, report: Reporter, context: RuleContext): void {
  const { text, span } = arn.region;
  const meant = closest(text, ALL_REGIONS);
  const fix = meant ? replacePart(place.scalar, span, meant, context) : undefined;
  const partition = partitionOfRegion(text);
  const own = partitionById(arn.partition.text);
  if (!partition) {
    report(placeOf(arn.region, place, context), {
      message: `\`${text}\` is no AWS region, so the ARN matches nothing. ${meant ? `Did you mean \`${meant}\`?` : "A region looks like `us-east-1`."}`,
      fixes: [fix],
    });
  } else if (own && own.id !== partition.id) {
    report(placeOf(arn.region, place, context), {
      message: `\`${text}\` belongs to the partition \`${partition.id}\`, and the ARN begins with \`arn:${own.id}\`, so it matches nothing: write \`arn:${partition.id}\`, or a region of \`${own.id}\`.`,
      fixes: [
        replacePart(place.scalar, arn.partition.span, partition.id, context, {
          title: `Write \`arn:${partition.id}\``,
        }),
      ],
    });
  } else if (!isListedRegion(text)) {
    report(placeOf(arn.region, place, context), {
      severity: "information",
      message: `\`${text}\` is not among the regions that ddconf knows. If it is not a new one, the ARN matches nothing${meant ? `: did you mean \`${meant}\`?` : "."}`,
      fixes: [fix],
    });
  }
}
