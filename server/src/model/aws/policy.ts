import {
  type Entry,
  effectiveEntries,
  type MapNode,
  mapOf,
  type Node,
  resolve,
  type ScalarNode,
} from "../node";

/**
 * What a policy is attached to.
 * - `identity`: a user or role; says what it may do
 * - `trust`: a role; says who may assume it
 * - `resource`: a bucket, queue…; says who may use it
 * - `unknown`: the content does not tell
 */
export type PolicyType = "identity" | "trust" | "resource" | "unknown";

/** A value of an element that takes one string or a list of them. */
export interface PolicyValue {
  readonly node: Node;
  /** Undefined when the value is no string. */
  readonly scalar: ScalarNode | undefined;
}

export interface PolicyPrincipal extends PolicyValue {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; undefined for a bare string such as `"*"`. */
  readonly key: Entry | undefined;
  readonly element: Entry;
}

export interface PolicyCondition {
  readonly operator: Entry;
  readonly key: Entry;
  readonly values: readonly PolicyValue[];
}

export interface PolicyStatement {
  readonly map: MapNode;
  /** The element by its exact name; the last of duplicates. */
  element(name: string): Entry | undefined;
  /** Values of `Action` and `NotAction`. */
  readonly actions: readonly PolicyValue[];
  /** Values of `Resource` and `NotResource`. */
  readonly resources: readonly PolicyValue[];
  readonly principals: readonly PolicyPrincipal[];
  readonly conditions: readonly PolicyCondition[];
}

/** A policy document, or a fragment of one, taken apart; every part keeps its node. */
export interface Policy {
  /** The map with `Version` and `Statement`; for a bare statement, the statement itself. */
  readonly root: MapNode;
  /** False for a bare statement or members without a policy around them, as guides print them. */
  readonly whole: boolean;
  readonly type: PolicyType;
  readonly statements: readonly PolicyStatement[];
}

const STATEMENT_ELEMENTS = new Set([
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
]);

/** Reads a map as a policy. Anything is accepted; what is wrong with it is for the rules to say. */
export function readPolicy(root: MapNode): Policy {
  const statementEntry = effectiveEntries(root).find(({ name }) => name === "Statement");
  const bare = !statementEntry && root.entries.some(({ name }) => STATEMENT_ELEMENTS.has(name));
  const maps = bare ? [root] : listOf(statementEntry?.value).flatMap((node) => mapOf(node) ?? []);
  const statements = maps.map(readStatement);
  return { root, whole: !bare, type: inferType(statements), statements };
}

function readStatement(map: MapNode): PolicyStatement {
  const entries = effectiveEntries(map);
  const element = (name: string): Entry | undefined => entries.find((entry) => entry.name === name);
  const valuesOf = (...names: string[]): PolicyValue[] =>
    names.flatMap((name) => listOf(element(name)?.value).map(toValue));
  return {
    map,
    element,
    actions: valuesOf("Action", "NotAction"),
    resources: valuesOf("Resource", "NotResource"),
    principals: [element("Principal"), element("NotPrincipal")].flatMap((entry) =>
      entry ? readPrincipals(entry) : [],
    ),
    conditions: readConditions(element("Condition")),
  };
}

function readPrincipals(element: Entry): PolicyPrincipal[] {
  const map = mapOf(element.value);
  if (!map) return listOf(element.value).map((node) => ({ ...toValue(node), key: undefined, element }));
  return effectiveEntries(map).flatMap((key) =>
    listOf(key.value).map((node) => ({ ...toValue(node), key, element })),
  );
}

function readConditions(element: Entry | undefined): PolicyCondition[] {
  const operators = mapOf(element?.value);
  return (operators ? effectiveEntries(operators) : []).flatMap((operator) => {
    const keys = mapOf(operator.value);
    return (keys ? effectiveEntries(keys) : []).map((key) => ({
      operator,
      key,
      values: listOf(key.value).map(toValue),
    }));
  });
}

/** One value or a list of them, as everywhere in the policy language. */
function listOf(node: Node | undefined): readonly Node[] {
  const target = resolve(node);
  if (!target) return [];
  return target.kind === "seq" ? target.items : [target];
}

function toValue(node: Node): PolicyValue {
  const target = resolve(node);
  return { node, scalar: target?.kind === "scalar" && typeof target.value === "string" ? target : undefined };
}

/** `sts:` actions that only a trust policy grants to a principal. */
const TRUST_ACTION = /^sts:(?:assumerole\w*|\*|assume\*?|tagsession|setsourceidentity|setcontext)$/i;

/**
 * A statement with a principal and no resource is a trust policy when it grants `sts:AssumeRole…`; one with
 * both is a resource policy; one without a principal an identity policy.
 */
function inferType(statements: readonly PolicyStatement[]): PolicyType {
  if (statements.length === 0) return "unknown";
  const hasPrincipal = statements.some(
    (statement) => statement.element("Principal") ?? statement.element("NotPrincipal"),
  );
  const hasResource = statements.some(
    (statement) => statement.element("Resource") ?? statement.element("NotResource"),
  );
  const trusts = statements.some(({ actions }) =>
    actions.some(({ scalar }) => scalar && TRUST_ACTION.test(scalar.text)),
  );
  if (
    hasPrincipal &&
    trusts &&
    statements.every(({ actions }) => actions.every(({ scalar }) => !scalar || /^sts:/i.test(scalar.text)))
  )
    return "trust";
  if (hasPrincipal) return hasResource ? "resource" : trusts ? "trust" : "unknown";
  return hasResource || statements.some(({ actions }) => actions.length > 0) ? "identity" : "unknown";
}
