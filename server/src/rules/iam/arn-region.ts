import type { Arn } from "../../model/aws/arn";
import { ALL_REGIONS, isListedRegion, partitionById, partitionOfRegion } from "../../model/aws/partitions";
import type { ArnPlace } from "../../model/aws/policy";
import { closest } from "../../schema/similar";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { regionNeed } from "../support/iam/arn-fields";
import { placeOf } from "../support/iam/arns";
import { replacePart } from "../support/iam/edits";
import { hasWildcard, IAM_POLICY, isFillIn, isFillInPart } from "../support/iam/places";

export default defineRule({
  id: "iam/arn-region",
  title: "The region in the ARN is wrong",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    for (const place of statement.arns) {
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
  const { text } = arn.region;
  const partition = partitionOfRegion(text);
  const own = partitionById(arn.partition.text);
  if (partition && own && own.id !== partition.id) reportForeign(arn, partition.id, place, report, context);
  else if (!partition || !isListedRegion(text))
    reportUnknown(arn, partition !== undefined, place, report, context);
}

function reportForeign(
  arn: Arn,
  partition: string,
  place: ArnPlace,
  report: Reporter,
  context: RuleContext,
): void {
  const own = arn.partition.text;
  report(placeOf(arn.region, place, context), {
    message: `\`${arn.region.text}\` belongs to the partition \`${partition}\`, and the ARN begins with \`arn:${own}\`, so it matches nothing: write \`arn:${partition}\`, or a region of \`${own}\`.`,
    fixes: [
      replacePart(place.scalar, arn.partition.span, partition, context, {
        title: `Write \`arn:${partition}\``,
      }),
    ],
  });
}

/** @param shaped true when the name reads like a region, so that it may be one that opened lately */
function reportUnknown(
  arn: Arn,
  shaped: boolean,
  place: ArnPlace,
  report: Reporter,
  context: RuleContext,
): void {
  const { text, span } = arn.region;
  const meant = closest(text, ALL_REGIONS);
  const hint = meant ? `Did you mean \`${meant}\`?` : "A region looks like `us-east-1`.";
  report(placeOf(arn.region, place, context), {
    severity: shaped ? "information" : "error",
    message: shaped
      ? `\`${text}\` is not among the regions that ddconf knows; if it is not a new one, the ARN matches nothing. ${hint}`
      : `\`${text}\` is no AWS region, so the ARN matches nothing. ${hint}`,
    fixes: [meant ? replacePart(place.scalar, span, meant, context) : undefined],
  });
}
