import { defineRule } from "../define";
import { isOpen, judge } from "../support/arn-patterns";

export default defineRule({
  id: "arn-pattern/partition",
  title: "Datadog maps only identities of the aws partition",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    const partition = pattern?.arn.partition;
    if (
      !pattern ||
      !partition ||
      partition.text === "aws" ||
      isOpen(partition.text) ||
      /[*?]/.test(partition.text)
    )
      return;
    report(
      partition.text === ""
        ? pattern.at({ start: 0, end: partition.span.end + 1 })
        : pattern.at(partition.span),
      {
        message: `Datadog maps only identities of the partition \`aws\` and refuses \`${partition.text}\`: accounts of AWS China and GovCloud cannot use cloud authentication. If the account is a commercial one, write \`arn:aws:\`.`,
      },
    );
  },
});
