import type { PolicyStatement } from "../../model/aws/policy";
import { isIntrinsic } from "../../model/aws/policy";
import { type Entry, mapOf, type Node, resolve } from "../../model/node";
import { defineRule, type Reporter } from "../define";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/data-type",
  title: "A value has the wrong JSON type",
  severity: "error",
  appliesTo: "policy",
  kinds: IAM_POLICY,
  check({ root, whole, list, statements }, report) {
    if (whole) {
      for (const entry of root.entries)
        if (entry.name === "Version" || entry.name === "Id") expectString(entry.value, entry.name, report);
      if (list) checkList(list, report);
    }
    for (const statement of statements) checkStatement(statement, report);
  },
});

function checkList({ value }: Entry, report: Reporter): void {
  const target = resolve(value);
  if (!target || target.kind === "map") return;
  if (target.kind === "scalar") {
    wrong(value, "Statement", "a statement `{ … }` or a list of them", report);
    return;
  }
  if (target.items.length === 0)
    report(value, {
      message:
        "`Statement` is empty, so the policy says nothing and IAM refuses it: add a statement `{ … }`.",
    });
  for (const item of target.items)
    if (resolve(item)?.kind !== "map") wrong(item, "Statement", "statements `{ … }`", report);
}

function checkStatement({ element }: PolicyStatement, report: Reporter): void {
  for (const name of ["Sid", "Effect"]) {
    const entry = element(name);
    if (entry) expectString(entry.value, name, report);
  }
  for (const name of ["Action", "NotAction", "Resource", "NotResource"]) {
    const entry = element(name);
    if (entry) expectStrings(entry.value, name, report);
  }
  for (const name of ["Principal", "NotPrincipal"]) {
    const entry = element(name);
    const map = mapOf(entry?.value);
    if (!entry || (map && isIntrinsic(map))) continue;
    if (!map) expectStrings(entry.value, name, report);
    else for (const kind of map.entries) expectStrings(kind.value, kind.name, report);
  }
  const condition = element("Condition");
  if (condition) checkCondition(condition.value, report);
}

function checkCondition(value: Node, report: Reporter): void {
  if (isIntrinsic(value)) return;
  const operators = mapOf(value);
  if (!operators) {
    wrong(value, "Condition", '`{ "operator": { "key": "value" } }`', report);
    return;
  }
  for (const operator of operators.entries) {
    const keys = mapOf(operator.value);
    if (!keys) wrong(operator.value, operator.name, '`{ "key": "value" }`', report);
    else if (!isIntrinsic(keys))
      for (const key of keys.entries) checkValues(key.value, key.name, ["null", "map", "list"], report);
  }
}

function expectString(value: Node, name: string, report: Reporter): void {
  if (isIntrinsic(value)) return;
  const target = resolve(value);
  if (target?.kind !== "scalar" || typeof target.value !== "string")
    wrong(value, name, "a string in quotes", report);
}

function expectStrings(value: Node, name: string, report: Reporter): void {
  checkValues(value, name, ["null", "number", "boolean", "map", "list"], report);
}

/** Holds one value, or each of a list, against the shapes that are not allowed. */
function checkValues(value: Node, name: string, refused: readonly string[], report: Reporter): void {
  const target = resolve(value);
  const items = target?.kind === "seq" ? target.items : [value];
  const expected = refused.includes("number")
    ? "a string in quotes, or a list of strings"
    : "a string, number or boolean, or a list of them";
  for (const item of items)
    if (refused.includes(shapeOf(item)) && !isIntrinsic(item)) wrong(item, name, expected, report);
}

function shapeOf(node: Node): string {
  const target = resolve(node);
  if (!target) return "null";
  if (target.kind === "seq") return "list";
  if (target.kind === "map") return "map";
  return target.value === null ? "null" : typeof target.value;
}

const SHAPES: Readonly<Record<string, string>> = {
  null: "nothing (`null`)",
  number: "a number",
  boolean: "a boolean",
  map: "an object",
  list: "a list",
  string: "a string",
};

function wrong(at: Node, name: string, expected: string, report: Reporter): void {
  const target = resolve(at);
  const quotes =
    target?.kind === "scalar" && typeof target.value === "number" && expected.includes("string")
      ? ` Write \`"${target.text}"\`.`
      : "";
  report(at, {
    message: `\`${name}\` takes ${expected}; here stands ${SHAPES[shapeOf(at)]}. IAM refuses the policy.${quotes}`,
  });
}
