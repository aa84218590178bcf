import type { Arn } from "../../model/aws/arn";
import type { ArnPlace } from "../../model/aws/policy";
import { closest } from "../../schema/similar";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { placeOf } from "../support/iam/arns";
import { replacePart } from "../support/iam/edits";
import { hasWildcard, IAM_POLICY, isFillIn, isFillInPart, placeIn } from "../support/iam/places";

/** Kinds of resources, from the service authorization reference. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  iam: (
    "user role group policy instance-profile mfa sms-mfa u2f server-certificate saml-provider oidc-provider " +
    "access-report delegation-request root"
  ).split(" "),
  sts: ["assumed-role", "federated-user", "self"],
};

export default defineRule({
  id: "iam/arn-resource",
  title: "The resource in the ARN is wrong",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    for (const place of statement.arns) {
      const { arn } = place;
      // principals have a rule of their own
      if (!arn || place.where === "principal" || isFillIn(arn.service.text)) continue;
      if (arn.resource.text.trim() === "") {
        report(placeOf(arn.resource, place, context), {
          message:
            "The ARN ends before its resource, so it is invalid: write what stands behind the account, or `*` for everything of the service.",
        });
      } else checkKind(arn, place, report, context);
    }
  },
});

function checkKind(arn: Arn, place: ArnPlace, report: Reporter, context: RuleContext): void {
  const kinds = KINDS[arn.service.text];
  const { text, span } = arn.resource;
  const written = /^[^/:]*/.exec(text)?.[0] ?? "";
  if (!kinds || hasWildcard(written) || isFillInPart(written) || written.includes("${")) return;
  const part = { start: span.start, end: span.start + written.length };
  if (kinds.includes(written)) {
    const separator = text[written.length];
    if (separator === ":") {
      const at = { start: part.end, end: part.end + 1 };
      report(placeIn(place.scalar, at, context), {
        message: `Behind \`${written}\` stands a slash, not a colon, so the ARN matches nothing: write \`${written}/…\`.`,
        fixes: [replacePart(place.scalar, at, "/", context)],
      });
    } else if (written !== "root" && written !== "self" && text.slice(written.length + 1) === "") {
      report(placeOf(arn.resource, place, context), {
        message: `The ARN names no ${written}, so it matches nothing: write \`${written}/<name>\`, or \`${written}/*\` for all.`,
      });
    }
    return;
  }
  const foreign = arn.service.text === "iam" && written === "assumed-role" ? "sts" : undefined;
  const meant = foreign ? undefined : closest(written, kinds);
  report(placeIn(place.scalar, part, context), {
    message: foreign
      ? "The ARN of a role session belongs to `sts`, so this one matches nothing: write `arn:aws:sts::<account>:assumed-role/<role>/<session>`, or name the role, `role/<name>`."
      : `\`${arn.service.text}\` has no resource \`${written}\`, so the ARN matches nothing. ${meant ? `Did you mean \`${meant}\`?` : `It has ${kinds.map((kind) => `\`${kind}\``).join(", ")}.`}`,
    fixes: [meant ? replacePart(place.scalar, part, meant, context) : undefined],
  });
}
