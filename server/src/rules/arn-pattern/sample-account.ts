import { defineRule } from "../define";
import { judge } from "../support/arn-patterns";

const SAMPLES = new Set([
  "123456789012",
  "111122223333",
  "444455556666",
  "000000000000",
  "012345678901",
  "999999999999",
]);

export default defineRule({
  id: "arn-pattern/sample-account",
  title: "The account is one of documentation",
  severity: "hint",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    const account = pattern?.arn.account;
    if (!pattern || !account || !SAMPLES.has(account.text)) return;
    report(pattern.at(account.span), {
      message: `\`${account.text}\` is the account of published examples, in which none of your workloads run. Write your own account id before you send the request.`,
    });
  },
});
