import { type Arn, type ArnPart, parseArn } from "../../../model/aws/arn";
import type { PolicyStatement } from "../../../model/aws/policy";
import { parseOperator } from "../../../model/aws/policy-grammar";
import type { ScalarNode } from "../../../model/node";
import type { Span } from "../../../model/text";
import type { RuleContext } from "../../define";
import { placeIn } from "./places";

/** A value of a statement that is an ARN, or was to be one. */
export interface ArnPlace {
  readonly scalar: ScalarNode;
  /** Undefined when it is not shaped like an ARN. */
  readonly arn: Arn | undefined;
  readonly where: "resource" | "principal" | "condition";
}

const places = new WeakMap<PolicyStatement, readonly ArnPlace[]>();

/**
 * Resources (all but `*`), principals that begin like an ARN, and what is compared with an ARN in conditions.
 * Worked out once per statement, as many rules ask.
 */
export function arnPlaces(statement: PolicyStatement): readonly ArnPlace[] {
  const known = places.get(statement);
  if (known) return known;
  const found: ArnPlace[] = [];
  const add = (scalar: ScalarNode | undefined, where: ArnPlace["where"]): void => {
    if (!scalar || (where !== "resource" && !scalar.text.startsWith("arn:"))) return;
    if (scalar.text !== "*") found.push({ scalar, arn: parseArn(scalar.text), where });
  };
  for (const { scalar } of statement.resources) add(scalar, "resource");
  for (const { scalar } of statement.principals) add(scalar, "principal");
  for (const { operator, values } of statement.conditions)
    if (parseOperator(operator.name).base?.startsWith("Arn"))
      for (const { scalar } of values) add(scalar, "condition");
  places.set(statement, found);
  return found;
}

/** Where a part of an ARN stands. An empty part is shown with the colons around it. */
export function placeOf(part: ArnPart, { scalar }: ArnPlace, context: RuleContext): Span {
  const { start, end } = part.span;
  return placeIn(scalar, start < end ? part.span : { start: start - 1, end: end + 1 }, context);
}
