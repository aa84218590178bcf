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
