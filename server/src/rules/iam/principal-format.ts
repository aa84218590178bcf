import { parseArn } from "../../model/aws/arn";
import type { PolicyPrincipal } from "../../model/aws/policy";
import type { ScalarNode } from "../../model/node";
import { defineRule, type Fix, type Reporter, type RuleContext } from "../define";
import { renameJsonKey, replacePart, replaceValue } from "../support/iam/edits";
import { IAM_POLICY, isFillInOrVariable, placeIn } from "../support/iam/places";
import { awsPrincipalProblem, federationOf } from "../support/iam/principals";

export default defineRule({
  id: "iam/principal-format",
  title: "That is no principal",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report, context) {
    if (policy.type === "identity") return;
    for (const principal of statement.principals) {
      const { scalar, key } = principal;
      if (!scalar || isFillInOrVariable(scalar.text)) continue;
      if (!key) checkBare(scalar, report);
      else if (key.name === "AWS") checkAws(principal, scalar, report, context);
      else if (key.name === "Federated") checkFederated(scalar, report, context);
    }
  },
});

/** `"Principal": "…"`: only `"*"` stands without a key. */
function checkBare(scalar: ScalarNode, report: Reporter): void {
  if (scalar.text === "*") return;
  const kind = /\.amazonaws\.com(?:\.cn)?$/.test(scalar.text)
    ? "Service"
    : /^arn:|^\d{12}$/.test(scalar.text)
      ? "AWS"
      : undefined;
  const newText = kind && `{ "${kind}": ${JSON.stringify(scalar.text)} }`;
  report(scalar, {
    message: `A principal is named by its kind, and IAM refuses a bare \`${scalar.text}\`: write \`${newText ?? '{ "AWS": "…" }'}\`.`,
    fixes: [
      newText
        ? { title: `Write \`${newText}\``, edits: [{ span: scalar.span, newText }], safe: true }
        : undefined,
    ],
  });
}

function checkAws(
  { key }: PolicyPrincipal,
  scalar: ScalarNode,
  report: Reporter,
  context: RuleContext,
): void {
  const problem = awsPrincipalProblem(scalar.text);
  if (!problem) return;
  const onlyOne = key?.value.kind === "scalar";
  const fixes: (Fix | undefined)[] = [
    problem.meant ? replaceValue(scalar, problem.meant, true) : undefined,
    problem.key && key && onlyOne ? renameJsonKey(key, problem.key) : undefined,
  ];
  report(problem.part ? placeIn(scalar, problem.part, context) : scalar, {
    message: `${problem.message} IAM refuses the policy as it has an invalid principal.`,
    fixes,
  });
}

function checkFederated(scalar: ScalarNode, report: Reporter, context: RuleContext): void {
  const scheme = /(?<=:oidc-provider\/)https?:\/\//.exec(scalar.text);
  if (scheme) {
    const part = { start: scheme.index, end: scheme.index + scheme[0].length };
    report(placeIn(scalar, part, context), {
      message: `The ARN of an identity provider has no \`${scheme[0]}\`, so IAM finds no provider by it and refuses the policy: remove it.`,
      fixes: [replacePart(scalar, part, "", context, { title: `Remove \`${scheme[0]}\`` })],
    });
    return;
  }
  if (federationOf(scalar.text)) return;
  // what is wrong with the parts of an ARN is said by the rules about ARNs
  const arn = parseArn(scalar.text);
  if (arn && /^(?:oidc|saml)-provider/.test(arn.resource.text) && !arn.resource.text.endsWith("/")) return;
  report(scalar, {
    message: `\`${scalar.text}\` is no identity provider, and IAM refuses the policy: write the ARN of one, \`arn:aws:iam::<account>:oidc-provider/<host and path>\` or \`…:saml-provider/<name>\`.`,
  });
}
