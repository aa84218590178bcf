import type { PolicyStatement } from "../../model/aws/policy";
import { parseOperator } from "../../model/aws/policy-grammar";
import type { ScalarNode } from "../../model/node";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { replacePart } from "../support/iam/edits";
import { IAM_POLICY, isFillIn, placeIn } from "../support/iam/places";
import { federatedPrincipals, federationOf, providerName } from "../support/iam/principals";

export default defineRule({
  id: "iam/oidc-condition",
  title: "The conditions do not hold back other identities of the provider",
  severity: "warning",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report, context) {
    if (policy.type !== "trust") return;
    const providers = federatedPrincipals(statement).flatMap(({ scalar }) =>
      scalar && federationOf(scalar.text) === "oidc" ? [scalar] : [],
    );
    const [provider] = providers;
    if (!provider || providers.length > 1) return;
    const name = providerName(provider.text);
    if (isFillIn(name) && statement.conditions.length > 0) return;
    const strangers = claimKeys(statement).filter((key) => prefixOf(key) !== name.toLowerCase());
    for (const key of strangers) reportStranger(key, name, report, context);
    if (strangers.length === 0) checkClaims(provider, name, statement, report);
  },
});

/** Keys such as `oidc.eks.….amazonaws.com/id/…:sub`: those with a host in front. */
function claimKeys({ conditions }: PolicyStatement): readonly ScalarNode[] {
  return conditions
    .filter(
      ({ key, operator }) =>
        /^(?:https?:\/\/)?[^:]+\.[^:]+:[^:]+$/.test(key.name) && parseOperator(operator.name).base,
    )
    .map(({ key }) => key.key)
    .filter((key) => !isFillIn(key.text) && !/region|account/i.test(key.text));
}

function prefixOf({ text }: ScalarNode): string {
  return text.slice(0, text.lastIndexOf(":")).toLowerCase();
}

function reportStranger(key: ScalarNode, name: string, report: Reporter, context: RuleContext): void {
  const part = { start: 0, end: prefixOf(key).length };
  report(placeIn(key, part, context), {
    severity: "error",
    message: `This condition looks at claims of \`${key.text.slice(0, part.end)}\`, but the provider under \`Principal\` is \`${name}\`: its tokens never have that key, so nobody can assume the role. Write \`${name}${key.text.slice(part.end)}\`.`,
    fixes: [replacePart(key, part, name, context)],
  });
}

/** Providers whose tokens go to many parties, so that the audience alone holds nobody back. */
const SHARED = /^oidc\.eks\.|^token\.actions\.githubusercontent\.com$|^gitlab\.com$|^app\.terraform\.io$/;

function checkClaims(provider: ScalarNode, name: string, statement: PolicyStatement, report: Reporter): void {
  const claims = new Set(
    statement.conditions
      .map(({ key }) => key.name.toLowerCase())
      .filter(
        (key) => key.startsWith(`${name.toLowerCase()}:`) || isFillIn(key) || /region|account/i.test(key),
      )
      .map((key) => key.slice(key.lastIndexOf(":") + 1)),
  );
  const whose = name.startsWith("oidc.eks.")
    ? "every service account of the cluster"
    : "every identity of the provider";
  if (claims.size === 0) {
    report(provider, {
      message: `No condition looks at the token, so ${whose} may assume the role: add \`"StringEquals": { "${name}:sub": "…", "${name}:aud": "sts.amazonaws.com" }\`.`,
    });
  } else if (claims.size === 1 && claims.has("aud") && SHARED.test(name)) {
    report(provider, {
      message: `Only the audience of the token is checked, so ${whose} may assume the role: add a condition on \`${name}:sub\`${name.startsWith("oidc.eks.") ? ", `system:serviceaccount:<namespace>:<service account>`" : ""}.`,
    });
  } else if (claims.size === 1 && claims.has("sub") && name.startsWith("oidc.eks.")) {
    report(provider, {
      severity: "information",
      message: `The audience of the token is not checked, so one that was made for another party lets its holder in: add \`"${name}:aud": "sts.amazonaws.com"\`.`,
    });
  }
}
