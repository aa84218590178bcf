import type { Span } from "../text";
import { type Arn, parseArn } from "./arn";

/** A slash-separated part of an ARN's resource; its span counts from the start of the ARN. */
export interface ResourcePart {
  readonly text: string;
  readonly span: Span;
}

/** An `arn_pattern` of an identity mapping, taken apart. */
export interface ArnPattern {
  readonly text: string;
  readonly arn: Arn;
  /** `assumed-role`, `user`, `role`, `root`…: the resource up to its first slash. */
  readonly type: ResourcePart;
  /** What follows the type: role and session, or a user's path and name. */
  readonly names: readonly ResourcePart[];
}

/** Takes a pattern apart; undefined when it is not shaped like an ARN at all. */
export function parseArnPattern(text: string): ArnPattern | undefined {
  const arn = parseArn(text);
  if (!arn) return undefined;
  let at = arn.resource.span.start;
  const parts = arn.resource.text.split("/").map((part): ResourcePart => {
    const span = { start: at, end: at + part.length };
    at = span.end + 1;
    return { text: part, span };
  });
  const [type, ...names] = parts;
  return type && { text, arn, type, names };
}

const NAME = "[A-Za-z0-9_.@-]+";
const PATH = "[A-Za-z0-9_.@:-]+";

/**
 * What Datadog's mapping API takes and can ever match. It takes more (role, group and instance-profile ARNs),
 * but nobody calls with such an ARN. Source: the pattern and its test table in terraform-provider-datadog,
 * `resource_datadog_aws_wif_persona_mapping.go`.
 */
const ACCEPTED = new RegExp(
  `^arn:aws:(?:sts::\\d{12}:(?:assumed-role/${NAME}/(?:${NAME}|\\*)|federated-user/${NAME})` +
    `|iam::\\d{12}:user/(?:${PATH}/)*(?:${NAME}|${PATH}/\\*))$`,
);

/** True when the pattern is well formed and some caller can match it. */
export function isUsablePattern(text: string): boolean {
  return ACCEPTED.test(text);
}

export interface MatchResult {
  readonly matches: boolean;
  /** Why, as a clause: “the account differs: …”. */
  readonly because: string;
}

/**
 * Holds a caller's ARN, as GetCallerIdentity returns it, against a pattern: equal, or equal up to a trailing
 * slash and asterisk.
 */
export function matchCaller(pattern: string, caller: string): MatchResult {
  const no = (because: string): MatchResult => ({ matches: false, because });
  const wanted = parseArnPattern(pattern);
  const actual = parseArnPattern(caller);
  if (!wanted) return no("the pattern is no ARN");
  if (!actual) return no("the caller is no ARN");
  if (
    pattern === caller ||
    (pattern.endsWith("/*") && caller.startsWith(pattern.slice(0, -1)) && caller.length > pattern.length - 1)
  ) {
    return isUsablePattern(pattern)
      ? {
          matches: true,
          because: pattern === caller ? "it is the caller's ARN" : "the caller's ARN continues it",
        }
      : no(wildcardReason(wanted) ?? "the pattern is not one that Datadog accepts");
  }
  if (wanted.arn.service.text === "iam" && wanted.type.text === "role") {
    return no(
      "it is the ARN of an IAM role, and callers show the ARN of a session: `arn:aws:sts::<account>:assumed-role/<role>/<session>`",
    );
  }
  return no(difference(wanted, actual));
}

function difference(wanted: ArnPattern, actual: ArnPattern): string {
  const differs = (what: string, expected: string, found: string): string =>
    `the ${what} differs: the pattern has \`${expected}\`, the caller \`${found}\``;
  const wildcard = wildcardReason(wanted);
  if (wildcard !== undefined) return wildcard;
  for (const part of ["partition", "service", "region", "account"] as const) {
    if (wanted.arn[part].text !== actual.arn[part].text)
      return differs(part, wanted.arn[part].text, actual.arn[part].text);
  }
  if (wanted.type.text !== actual.type.text)
    return differs("kind of identity", wanted.type.text, actual.type.text);
  if (wanted.type.text === "assumed-role" && wanted.names.length > 2)
    return "the pattern has a role path, which AWS leaves out of the caller's ARN";
  const labels = wanted.type.text === "assumed-role" ? ["role", "session"] : ["path or name"];
  for (const [index, name] of actual.names.entries()) {
    const expected = wanted.names[index]?.text;
    const label = labels[Math.min(index, labels.length - 1)] ?? "name";
    if (expected === undefined)
      return `the pattern names no ${label}, and the caller has one: \`${name.text}\``;
    if (expected === name.text || (expected === "*" && index === wanted.names.length - 1)) continue;
    const onlyCase = expected.toLowerCase() === name.text.toLowerCase() ? " (case counts)" : "";
    return `${differs(label, expected, name.text)}${onlyCase}`;
  }
  return "the pattern has more parts than the caller's ARN";
}

/** Why a wildcard that is not the whole of the last name matches nobody; undefined when there is none. */
function wildcardReason({ arn, type, names }: ArnPattern): string | undefined {
  const part = [arn.partition, arn.service, arn.region, arn.account, type, ...names]
    .filter(({ text }) => /[*?]/.test(text))
    .find((found) => names.length < 2 || found !== names.at(-1) || found.text !== "*");
  return (
    part &&
    `a wildcard counts only as \`/*\` at the very end, behind a complete name, and the pattern has \`${part.text}\``
  );
}

/** True when some caller could match both patterns. */
export function overlap(a: string, b: string): boolean {
  if (a === b) return true;
  const [prefixA, prefixB] = [a, b].map((pattern) =>
    pattern.endsWith("/*") ? pattern.slice(0, -1) : undefined,
  );
  if (prefixA !== undefined && prefixB !== undefined)
    return prefixA.startsWith(prefixB) || prefixB.startsWith(prefixA);
  return (prefixA !== undefined && b.startsWith(prefixA)) || (prefixB !== undefined && a.startsWith(prefixB));
}
