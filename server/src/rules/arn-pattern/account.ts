import { isAccountId } from "../../model/aws/arn";
import { defineRule } from "../define";
import { isOpen, judge } from "../support/arn-patterns";

export default defineRule({
  id: "arn-pattern/account",
  title: "The account is not a 12-digit number",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    const account = pattern?.arn.account;
    if (
      !pattern ||
      !account ||
      isAccountId(account.text) ||
      isOpen(account.text) ||
      /[*?]/.test(account.text)
    )
      return;
    const found =
      account.text === "" ? "The pattern names no account" : `\`${account.text}\` is no AWS account`;
    report(
      account.text === ""
        ? pattern.at({ start: account.span.start - 1, end: account.span.end + 1 })
        : pattern.at(account.span),
      {
        message: `${found}, and Datadog refuses the mapping. Write the twelve digits of the account that the workload runs in, leading zeros included.`,
      },
    );
  },
});
