import { defineRule } from "../define";
import { isOpenPart, judge } from "../support/arn-patterns";
import { hasWildcard } from "../support/iam/places";

export default defineRule({
  id: "arn-pattern/partition",
  title: "Datadog maps only identities of the aws partition",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    const partition = pattern?.arn.partition;
    if (!pattern || !partition || partition.text === "aws") return;
    if (isOpenPart(partition.text) || hasWildcard(partition.text)) return;
    const { start, end } = partition.span;
    const isMissing = start === end;
    report(pattern.at(isMissing ? { start: start - 1, end: end + 1 } : partition.span), {
      message: isMissing
        ? "The pattern names no partition, and Datadog refuses it. Write `arn:aws:`."
        : `Datadog maps only identities of the partition \`aws\` and refuses \`${partition.text}\`: accounts of AWS China and GovCloud cannot use cloud authentication. If the account is a commercial one, write \`arn:aws:\`.`,
    });
  },
});
