import { PARTITIONS, partitionById, partitionOfRegion } from "../../model/aws/partitions";
import { closest } from "../../schema/similar";
import { defineRule } from "../define";
import { placeOf } from "../support/iam/arns";
import { replacePart } from "../support/iam/edits";
import { hasWildcard, IAM_POLICY, isFillInPart } from "../support/iam/places";

const IDS = PARTITIONS.map(({ id }) => id);

export default defineRule({
  id: "iam/arn-partition",
  title: "AWS has no such partition",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    for (const place of statement.arns) {
      const partition = place.arn?.partition;
      if (!place.arn || !partition) continue;
      const { text } = partition;
      if (partitionById(text) || hasWildcard(text) || isFillInPart(text)) continue;
      const meant =
        partitionOfRegion(place.arn.region.text)?.id ?? (text === "" ? "aws" : closest(text, IDS));
      report(placeOf(partition, place, context), {
        message: `\`${text}\` is no partition of AWS, so the ARN is invalid: write ${meant ? `\`${meant}\`` : "`aws` (`aws-cn` in China, `aws-us-gov` in GovCloud)"}.`,
        fixes: [meant ? replacePart(place.scalar, partition.span, meant, context) : undefined],
      });
    }
  },
});
