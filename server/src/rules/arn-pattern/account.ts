import { isAccountId } from "../../model/aws/arn";
import { defineRule } from "../define";
import { isOpenPart, judge } from "../support/arn-patterns";
import { hasWildcard } from "../support/iam/places";

export default defineRule({
  id: "arn-pattern/account",
  title: "The account is not a 12-digit number",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    const account = pattern?.arn.account;
    if (!pattern || !account || isAccountId(account.text)) return;
    if (isOpenPart(account.text) || hasWildcard(account.text)) return;
    const { start, end } = account.span;
    const isMissing = start === end;
    const digits = account.text.replace(/\D/g, "");
    report(pattern.at(isMissing ? { start: start - 1, end: end + 1 } : account.span), {
      message: `${isMissing ? "The pattern names no account" : `\`${account.text}\` is no AWS account`}, and Datadog refuses the mapping. Write the twelve digits of the account that the workload runs in, leading zeros included.`,
      fixes: [
        isAccountId(digits)
          ? pattern.rewrite(
              `Write \`${digits}\``,
              pattern.text.slice(0, start) + digits + pattern.text.slice(end),
            )
          : undefined,
      ],
    });
  },
});
