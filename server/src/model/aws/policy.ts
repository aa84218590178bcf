import {
  type Entry,
  effectiveEntries,
  type MapNode,
  mapOf,
  type Node,
  resolve,
  type ScalarNode,
  seqOf,
} from "../node";
import { type Arn, isAccountId, parseArn } from "./arn";
import { parseOperator } from "./policy-grammar";
import { inferType, type PolicyType } from "./policy-type";

export type { PolicyType } from "./policy-type";

/** One string of an element that takes one or a list of them. */
export interface PolicyValue {
  readonly node: Node;
  /** Undefined when the value is no string. */
  readonly scalar: ScalarNode | undefined;
  /** The element that holds it: `Action`, `NotAction`, `Resource`… */
  readonly element: Entry;
}

export interface PolicyPrincipal extends PolicyValue {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; undefined for a bare string such as `"*"`. */
  readonly key: Entry | undefined;
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
  /** Names of the actions in lower case; IAM does not look at their case. */
  readonly actionNames: readonly string[];
  /** Resources (all but `*`), principals that begin like an ARN, and what is compared with an ARN in conditions. */
  readonly arns: readonly ArnPlace[];
}

/** A value of a statement that is an ARN, or was to be one. */
export interface ArnPlace {
  readonly scalar: ScalarNode;
  /** Undefined when it is not shaped like an ARN. */
  readonly arn: Arn | undefined;
  readonly where: "resource" | "principal" | "condition";
}

/** A policy document, or a fragment of one, taken apart; every part keeps its node. */
export interface Policy {
  /** The map with `Version` and `Statement`; for a bare statement, the statement itself. */
  readonly root: MapNode;
  /** False for a bare statement or members without a policy around them, as guides print them. */
  readonly whole: boolean;
  readonly type: PolicyType;
  readonly version: Entry | undefined;
  /** `Statement`; undefined when it is missing. */
  readonly list: Entry | undefined;
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
]);

/** Deeper than any template nests a policy. */
const DEEPEST = 16;

/**
 * The policies in a JSON file: the file itself, or those inside of what `aws iam get-role-policy` prints or a
 * CloudFormation template. Anything is accepted; what is wrong with it is for the rules to say.
 */
export function readPolicies(root: Node): Policy[] {
  const found: Policy[] = [];
  collect(root, undefined, undefined, 0, found);
  if (found.length > 0) return found;
  const items = seqOf(root)?.items ?? [root];
  return items.flatMap((item) => {
    const map = mapOf(item);
    return map && (isBare(map) || looksLikePolicy(map)) ? [readPolicy(map)] : [];
  });
}

function collect(
  node: Node,
  key: string | undefined,
  holder: MapNode | undefined,
  depth: number,
  found: Policy[],
): void {
  const target = resolve(node);
  if (!target || target.kind === "scalar" || depth > DEEPEST) return;
  if (target.kind === "seq") {
    for (const item of target.items) collect(item, key, holder, depth + 1, found);
  } else if (listEntry(target)) {
    found.push(readPolicy(target, hintOf(key, holder)));
  } else {
    for (const entry of effectiveEntries(target)) collect(entry.value, entry.name, target, depth + 1, found);
  }
}

/** What the place of a policy inside of something else says of it. */
function hintOf(key: string | undefined, holder: MapNode | undefined): PolicyType | undefined {
  if (key === "AssumeRolePolicyDocument") return "trust";
  return holder?.entries.some(({ name }) => name === "PolicyName") ? "identity" : undefined;
}

/** `Statement`, in any case: what is wrong with its spelling is for a rule to say. */
function listEntry(map: MapNode): Entry | undefined {
  const entries = effectiveEntries(map);
  return (
    entries.find(({ name }) => name === "Statement") ??
    entries.find(({ name, value }) => name.toLowerCase() === "statement" && resolve(value)?.kind !== "scalar")
  );
}

function isBare(map: MapNode): boolean {
  return map.entries.some(({ name }) => STATEMENT_ELEMENTS.has(name));
}

function looksLikePolicy(map: MapNode): boolean {
  return map.entries.some(({ name }) => name === "Version");
}

/** @param type what is known of the policy's type from outside; otherwise its content decides */
export function readPolicy(root: MapNode, type?: PolicyType): Policy {
  const list = listEntry(root);
  // with a `Version` beside its elements a statement is a policy whose `Statement` was forgotten
  const bare = !list && isBare(root) && !looksLikePolicy(root);
  const maps = list ? listOf(list.value).flatMap((node) => mapOf(node) ?? []) : isBare(root) ? [root] : [];
  const statements = maps.filter((map) => !isIntrinsic(map)).map(readStatement);
  return {
    root,
    whole: !bare,
    type: type ?? inferType(statements),
    version: effectiveEntries(root).find(({ name }) => name === "Version"),
    list,
    statements,
  };
}

function readStatement(map: MapNode): PolicyStatement {
  const entries = effectiveEntries(map);
  const element = (name: string): Entry | undefined => entries.find((entry) => entry.name === name);
  const valuesOf = (...names: string[]): PolicyValue[] =>
    names.flatMap((name) => {
      const entry = element(name);
      return listOf(entry?.value).flatMap((node) => (entry ? toValue(node, entry) : []));
    });
  const actions = valuesOf("Action", "NotAction");
  const parts = {
    resources: valuesOf("Resource", "NotResource"),
    principals: [element("Principal"), element("NotPrincipal")].flatMap((entry) =>
      entry ? readPrincipals(entry) : [],
    ),
    conditions: readConditions(element("Condition")),
  };
  return {
    map,
    element,
    actions,
    ...parts,
    actionNames: actions.flatMap(({ scalar }) => scalar?.text.toLowerCase() ?? []),
    arns: readArns(parts),
  };
}

function readArns({
  resources,
  principals,
  conditions,
}: Pick<PolicyStatement, "resources" | "principals" | "conditions">): ArnPlace[] {
  const found: ArnPlace[] = [];
  const add = (scalar: ScalarNode | undefined, where: ArnPlace["where"]): void => {
    if (!scalar || scalar.text === "*" || (where !== "resource" && !scalar.text.startsWith("arn:"))) return;
    const arn = parseArn(scalar.text);
    // with an account where the region belongs, a part is missing and all others are out of place
    found.push({ scalar, arn: arn && isAccountId(arn.region.text) ? undefined : arn, where });
  };
  for (const { scalar } of resources) add(scalar, "resource");
  for (const { scalar } of principals) add(scalar, "principal");
  for (const { operator, values } of conditions)
    if (parseOperator(operator.name).base?.startsWith("Arn"))
      for (const { scalar } of values) add(scalar, "condition");
  return found;
}

function readPrincipals(element: Entry): PolicyPrincipal[] {
  const map = mapOf(element.value);
  if (!map) return listOf(element.value).map((node) => ({ ...toValue(node, element), key: undefined }));
  if (isIntrinsic(map)) return [];
  return effectiveEntries(map).flatMap((key) =>
    listOf(key.value).map((node) => ({ ...toValue(node, element), key })),
  );
}

function readConditions(element: Entry | undefined): PolicyCondition[] {
  const operators = mapOf(element?.value);
  if (!element || !operators || isIntrinsic(operators)) return [];
  return effectiveEntries(operators).flatMap((operator) => {
    const keys = mapOf(operator.value);
    return (keys ? effectiveEntries(keys) : []).map((key) => ({
      operator,
      key,
      values: listOf(key.value).map((node) => toValue(node, element)),
    }));
  });
}

/** One value or a list of them, as everywhere in the policy language. */
export function listOf(node: Node | undefined): readonly Node[] {
  const target = resolve(node);
  if (!target) return [];
  return target.kind === "seq" ? target.items : [target];
}

/** `{"Ref": …}`, `{"Fn::Sub": …}`: CloudFormation puts the value there, so nothing is known of it. */
export function isIntrinsic(node: Node | undefined): boolean {
  const map = mapOf(node);
  const name = map?.entries[0]?.name;
  return map?.entries.length === 1 && name !== undefined && (name === "Ref" || name.startsWith("Fn::"));
}

function toValue(node: Node, element: Entry): PolicyValue {
  const target = resolve(node);
  const scalar = target?.kind === "scalar" && typeof target.value === "string" ? target : undefined;
  return { node, scalar, element };
}
