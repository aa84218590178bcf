import { type Arn, isAccountId } from "../../model/aws/arn";
import type { ArnPlace } from "../../model/aws/policy";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { accountNeed } from "../support/iam/arn-fields";
import { placeOf } from "../support/iam/arns";
import { replacePart } from "../support/iam/edits";
import { hasWildcard, IAM_POLICY, isFillIn, isFillInPart } from "../support/iam/places";

/** What AWS puts in place of an account for resources of its own. */
const OWNERS = new Set(["aws", "amazon", "cloudfront", "aws-managed", "aws-marketplace", "third-party"]);

export default defineRule({
  id: "iam/arn-account",
  title: "The account in the ARN is wrong",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    for (const place of statement.arns) {
      const { arn } = place;
      if (!arn || isFillIn(arn.service.text)) continue;
      const { text } = arn.account;
      const need = accountNeed(arn);
      if (text === "") {
        if (need === "required") reportMissing(arn, place, report, context);
      } else if (isAccountId(text)) {
        if (need === "forbidden") reportForbidden(arn, place, report, context);
      } else if (!OWNERS.has(text) && !isPattern(text) && !isFillInPart(text))
        reportShape(arn, place, report, context);
    }
  },
});

function isPattern(text: string): boolean {
  return hasWildcard(text) && /^[\d*?]+$/.test(text);
}

function reportMissing(arn: Arn, place: ArnPlace, report: Reporter, context: RuleContext): void {
  report(placeOf(arn.account, place, context), {
    message: `An ARN of \`${arn.service.text}\` has an account, and this one has none, so it matches nothing: write the account's twelve digits${place.where === "principal" ? "" : ", or `*` for all"}.`,
  });
}

function reportForbidden(arn: Arn, place: ArnPlace, report: Reporter, context: RuleContext): void {
  const what = arn.service.text === "s3" ? "a bucket" : "a hosted zone";
  report(placeOf(arn.account, place, context), {
    message: `An ARN of ${what} has no account, and with one it matches nothing: leave it empty, \`${arn.service.text}:::\`.`,
    fixes: [replacePart(place.scalar, arn.account.span, "", context, { title: "Remove the account" })],
  });
}

function reportShape(arn: Arn, place: ArnPlace, report: Reporter, context: RuleContext): void {
  const { text, span } = arn.account;
  const digits = text.replaceAll("-", "");
  const meant = isAccountId(digits) ? digits : undefined;
  const found = /^\d+$/.test(text) ? `it has ${text.length}` : `\`${text}\` is none`;
  report(placeOf(arn.account, place, context), {
    message: `An account id has twelve digits, and ${meant ? "no dashes" : found}, so the ARN ${place.where === "principal" ? "is invalid" : "matches nothing"}: write ${meant ? `\`${meant}\`` : "the account's twelve digits, leading zeros included"}.`,
    fixes: [meant ? replacePart(place.scalar, span, meant, context, { safe: true }) : undefined],
  });
}
