import type { PolicyStatement, PolicyValue } from "../../model/aws/policy";
import { defineRule } from "../define";
import { replaceValue } from "../support/iam/edits";
import { IAM_POLICY, isFillIn } from "../support/iam/places";
import { federationOf } from "../support/iam/principals";

type Kind = "oidc" | "saml" | "plain";

const ACTION: Readonly<Record<Kind, string>> = {
  oidc: "sts:AssumeRoleWithWebIdentity",
  saml: "sts:AssumeRoleWithSAML",
  plain: "sts:AssumeRole",
};
const CALLER: Readonly<Record<Kind, string>> = {
  oidc: "an OIDC identity provider",
  saml: "a SAML identity provider",
  plain: "an AWS account, role or service",
};

export default defineRule({
  id: "iam/federated-action",
  title: "This principal assumes the role by another action",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    if (policy.type !== "trust" || !statement.element("Principal") || !statement.element("Action")) return;
    const kinds = principalKinds(statement);
    if (kinds.size === 0) return;
    const assuming = statement.actions.flatMap((action) => {
      const kind = kindOf(action);
      return kind && action.scalar ? [{ kind, scalar: action.scalar }] : [];
    });
    for (const { kind, scalar } of assuming) {
      if (kinds.has(kind)) continue;
      const [principal] = kinds;
      if (!principal) return;
      report(scalar, {
        message: `\`${scalar.text}\` is not what ${CALLER[principal]} calls, so this statement lets nobody in. Write \`${ACTION[principal]}\`.`,
        fixes: [kinds.size === 1 ? replaceValue(scalar, ACTION[principal]) : undefined],
      });
    }
  },
});

/** Kinds of principals in a statement; empty when one of them cannot be told. */
function principalKinds(statement: PolicyStatement): ReadonlySet<Kind> {
  const kinds = new Set<Kind>();
  for (const { scalar, key } of statement.principals) {
    // a provider under `AWS` has a finding of its own
    if (/:(?:oidc|saml)-provider\//.test(scalar?.text ?? "") && key?.name !== "Federated") return new Set();
    if (key?.name === "AWS" || key?.name === "Service") kinds.add("plain");
    else if (key?.name === "Federated" && scalar) {
      const kind = federationOf(scalar.text);
      if (!kind) return new Set();
      kinds.add(kind);
    } else return new Set();
  }
  return kinds;
}

function kindOf({ scalar }: PolicyValue): Kind | undefined {
  const action = scalar && !isFillIn(scalar.text) ? scalar.text.toLowerCase() : "";
  const kinds: readonly Kind[] = ["oidc", "saml", "plain"];
  return kinds.find((kind) => ACTION[kind].toLowerCase() === action);
}
