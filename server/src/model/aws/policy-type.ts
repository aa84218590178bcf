import type { PolicyStatement } from "./policy";

/**
 * What a policy is attached to.
 * - `identity`: a user or role; says what it may do
 * - `trust`: a role; says who may assume it
 * - `resource`: a bucket, queue…; says who may use it
 * - `unknown`: the content does not tell
 */
export type PolicyType = "identity" | "trust" | "resource" | "unknown";

/** Tells from what its statements hold what a policy is for. */
export function inferType(statements: readonly PolicyStatement[]): PolicyType {
  const traits = statements.map(traitsOf);
  if (traits.length === 0) return "unknown";
  if (!traits.some(({ principal }) => principal)) return withoutPrincipal(traits);
  const resource = traits.some((trait) => trait.resource);
  if (traits.some((trait) => trait.onlyIdentity)) return "identity";
  if (traits.some((trait) => !trait.principal && trait.resource)) {
    // permissions and trust in one document: the half with principals is in the wrong place
    return traits.some((trait) => trait.principal && !trait.resource && trait.sts) ? "identity" : "unknown";
  }
  if (traits.every((trait) => trait.allSts))
    return traits.some((trait) => trait.resource && !trait.anyone) || !resource ? "trust" : "resource";
  if (resource) return "resource";
  if (traits.some((trait) => trait.sts)) return "trust";
  // only repository policies of ECR do without a resource
  if (traits.some(({ actions }) => actions.some((action) => /^ecr/.test(action)))) return "resource";
  return traits.some((trait) => trait.service) ? "trust" : "unknown";
}

interface Traits {
  readonly principal: boolean;
  readonly resource: boolean;
  readonly actions: readonly string[];
  /** Some action is of STS, or of none and reads like one of STS. */
  readonly sts: boolean;
  readonly allSts: boolean;
  /** Everyone is the principal, as in endpoint policies and resource control policies. */
  readonly anyone: boolean;
  /** A service or an identity provider is the principal. */
  readonly service: boolean;
  /** It grants what no policy on a resource can grant. */
  readonly onlyIdentity: boolean;
}

const STS = /^sts:|^assumerole/;

function traitsOf(statement: PolicyStatement): Traits {
  const actions = statement.actionNames;
  const principal = Boolean(statement.element("Principal") ?? statement.element("NotPrincipal"));
  const resource = Boolean(statement.element("Resource") ?? statement.element("NotResource"));
  const anyone = statement.principals.some(
    ({ scalar, key }) => scalar?.text === "*" && (!key || key.name === "AWS"),
  );
  return {
    principal,
    resource,
    actions,
    sts: actions.some((action) => STS.test(action)),
    allSts: actions.length > 0 && actions.every((action) => STS.test(action)),
    anyone,
    service: statement.principals.some(({ key }) => key?.name === "Service" || key?.name === "Federated"),
    onlyIdentity:
      principal &&
      resource &&
      actions.some((action) => action.startsWith("rds-db:") || (action.startsWith("iam:") && !anyone)),
  };
}

function withoutPrincipal(traits: readonly Traits[]): PolicyType {
  if (traits.some(({ resource }) => resource)) return "identity";
  const actions = traits.flatMap((trait) => trait.actions);
  if (actions.length === 0) return "unknown";
  if (actions.every((action) => /^sts:assumerolewith/.test(action))) return "trust";
  return actions.every((action) => STS.test(action)) ? "unknown" : "identity";
}
