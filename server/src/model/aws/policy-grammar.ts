/** Words of the policy language, from IAM's grammar of JSON policies. They are case-sensitive. */
export const POLICY_ELEMENTS = ["Version", "Id", "Statement"] as const;

export const STATEMENT_ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
] as const;

export const PRINCIPAL_KEYS = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

export const CURRENT_VERSION = "2012-10-17";
export const OLD_VERSION = "2008-10-17";

/** Condition operators without set prefix and `IfExists`. */
export const OPERATORS = [
  ...["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"].map(
    (name) => `String${name}`,
  ),
  ...["Numeric", "Date"].flatMap((type) =>
    ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map(
      (name) => type + name,
    ),
  ),
  ...["Equals", "NotEquals", "Like", "NotLike"].map((name) => `Arn${name}`),
  "Bool",
  "BinaryEquals",
  "IpAddress",
  "NotIpAddress",
  "Null",
] as const;

const KNOWN: ReadonlySet<string> = new Set(OPERATORS);

export interface Operator {
  /** `StringEquals` of `ForAnyValue:StringEqualsIfExists`; undefined when there is no such operator. */
  readonly base: string | undefined;
  readonly set: "ForAllValues" | "ForAnyValue" | undefined;
  readonly ifExists: boolean;
}

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;
const operators = new Map<string, Operator>();

/** Takes the name of a condition operator apart. */
export function parseOperator(name: string): Operator {
  const known = operators.get(name);
  if (known) return known;
  const [, set, base = "", ifExists] = OPERATOR.exec(name) ?? [];
  const operator: Operator = {
    base: KNOWN.has(base) ? base : undefined,
    set: set as Operator["set"],
    ifExists: ifExists !== undefined,
  };
  if (operators.size < 1000) operators.set(name, operator);
  return operator;
}
