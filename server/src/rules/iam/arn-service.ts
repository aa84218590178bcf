import type { ArnPart } from "../../model/aws/arn";
import type { ArnPlace } from "../../model/aws/policy";
import { closest } from "../../schema/similar";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { isKnownService, SERVICE_PREFIXES } from "../support/iam/actions";
import { placeOf } from "../support/iam/arns";
import { replacePart } from "../support/iam/edits";
import { hasWildcard, IAM_POLICY, isFillInPart } from "../support/iam/places";

export default defineRule({
  id: "iam/arn-service",
  title: "The service in the ARN is wrong",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    for (const place of statement.arns) {
      const service = place.arn?.service;
      // `rdsdb` is a mistake with a rule of its own
      if (!service || place.where === "principal" || /^rds_?db$/i.test(service.text)) continue;
      if (isKnownService(service.text) && service.text === service.text.toLowerCase()) continue;
      if (hasWildcard(service.text)) reportWildcard(service, place, report, context);
      else if (isKnownService(service.text) || service.text === "")
        reportForm(service, place, report, context);
      else if (!isFillInPart(service.text)) reportUnknown(service, place, report, context);
    }
  },
});

function reportWildcard(service: ArnPart, place: ArnPlace, report: Reporter, context: RuleContext): void {
  if (place.where === "condition") return;
  report(placeOf(service, place, context), {
    message:
      "The service of an ARN cannot hold a wildcard, and IAM refuses the policy: write one resource per service, or `*` for all.",
  });
}

/** Empty, or not in lower case. */
function reportForm(service: ArnPart, place: ArnPlace, report: Reporter, context: RuleContext): void {
  const meant = service.text.toLowerCase();
  report(placeOf(service, place, context), {
    message:
      meant === ""
        ? "The ARN names no service, so it is invalid: write one behind the partition."
        : `A service is written in lower case, and with \`${service.text}\` the ARN is invalid: write \`${meant}\`.`,
    fixes: [meant ? replacePart(place.scalar, service.span, meant, context, { safe: true }) : undefined],
  });
}

function reportUnknown(service: ArnPart, place: ArnPlace, report: Reporter, context: RuleContext): void {
  const meant = closest(service.text, SERVICE_PREFIXES);
  report(placeOf(service, place, context), {
    severity: meant ? "warning" : "information",
    message: `ddconf knows no service \`${service.text}\`; if there is none, the ARN matches nothing. ${meant ? `Did you mean \`${meant}\`?` : "Check its spelling."}`,
    fixes: [meant ? replacePart(place.scalar, service.span, meant, context) : undefined],
  });
}
