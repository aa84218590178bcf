import { parseArn } from "../../model/aws/arn";
import type { ScalarNode } from "../../model/node";
import { defineRule, type Fix, type Reporter } from "../define";
import { replaceValue } from "../support/iam/edits";
import { IAM_POLICY, isFillIn } from "../support/iam/places";

export default defineRule({
  id: "iam/arn-format",
  title: "That is no ARN",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    if (policy.type === "trust" && statement.resources.length > 0) return;
    for (const { scalar, arn, where } of statement.arns) {
      if (arn) checkBlanks(scalar, report);
      else if (scalar.text.startsWith("arn:")) checkFields(scalar, report);
      else if (where === "resource") checkPrefix(scalar, report);
    }
  },
});

function checkBlanks(scalar: ScalarNode, report: Reporter): void {
  const trimmed = scalar.text.trim();
  if (trimmed === scalar.text) return;
  report(scalar, {
    message: "A blank stands at the end of this ARN, so it matches nothing: remove it.",
    fixes: [replaceValue(scalar, trimmed)],
  });
}

/** Too few colons. */
function checkFields(scalar: ScalarNode, report: Reporter): void {
  if (isFillIn(scalar.text)) return;
  const parts = scalar.text.split(":").length;
  const open = parts < 6 && scalar.text.endsWith("*");
  report(scalar, {
    severity: open ? "warning" : "error",
    message: `An ARN has six parts, \`arn:partition:service:region:account:resource\`, and in this one ${parts < 6 ? `there are ${parts}` : "the account stands where the region belongs"}. ${open ? "What it matches is up to each service" : "IAM refuses it or matches nothing by it"}: write every colon, also around an empty region or account.`,
    fixes: [open ? undefined : withMissingColon(scalar)],
  });
}

/** `arn:aws:iam:123456789012:role/x`, `arn:aws:s3::bucket`: the colon of an empty region or account is missing. */
function withMissingColon(scalar: ScalarNode): Fix | undefined {
  const parts = scalar.text.split(":");
  const [, , service, fourth] = parts;
  if (parts.length !== 5) return undefined;
  const at =
    service === "iam" && /^\d{12}$/.test(fourth ?? "") ? 3 : service === "s3" && fourth === "" ? 4 : -1;
  return at < 0 ? undefined : replaceValue(scalar, [...parts.slice(0, at), "", ...parts.slice(at)].join(":"));
}

function checkPrefix(scalar: ScalarNode, report: Reporter): void {
  const { text } = scalar;
  // API Gateway takes the part behind its own name
  if (isFillIn(text) || text.startsWith("execute-api:") || /^[A-Z][A-Z0-9_]*$/.test(text)) return;
  const trimmed = text.trim().replace(/^arn:/i, "arn:");
  const meant = trimmed === "*" || (trimmed !== text && parseArn(trimmed)) ? trimmed : undefined;
  report(scalar, {
    message:
      text === ""
        ? "The resource is empty, and IAM refuses the policy: write an ARN, or `*`."
        : `\`${text}\` is no ARN, and IAM refuses the policy: write \`${meant ?? "arn:aws:<service>:<region>:<account>:<resource>"}\`${meant ? "" : " or `*`"}.`,
    fixes: [meant ? replaceValue(scalar, meant, true) : undefined],
  });
}
