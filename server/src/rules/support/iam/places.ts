import type { DocumentKind } from "../../../documents/kinds";
import { variablesIn } from "../../../model/aws/policy-variables";
import { spanInString } from "../../../model/json";
import type { MapNode, ScalarNode } from "../../../model/node";
import { MASK } from "../../../model/placeholder";
import type { Span } from "../../../model/text";
import type { RuleContext } from "../../define";

/** The files that the rules of `iam/` are for. */
export const IAM_POLICY: readonly DocumentKind[] = ["iam-policy"];

/** Where a part of a string stands; `part` counts from the string's first character. */
export function placeIn(scalar: ScalarNode, part: Span, context: RuleContext): Span {
  return spanInString(scalar, context.region.text, part);
}

/** The opening brace of a map: the place of what is missing in it. */
export function openingOf(map: MapNode): Span {
  return { start: map.span.start, end: Math.min(map.span.start + 1, map.span.end) };
}

const FILL_IN =
  /<[^<>]*>|\[[A-Z][A-Z0-9_ -]+\]|\{\{|^\{[\w.-]+\}$|\$\(|\$[A-Za-z_]|%[sdv(]|%%|…|\.\.\.|\byour[-_ ]|x{4,}/i;
const known = new Map<string, boolean>();

/** True when a part of the text is to be filled in before AWS sees it, so that the text cannot be judged. */
export function isFillIn(text: string): boolean {
  const before = known.get(text);
  if (before !== undefined) return before;
  const fillIn =
    text.includes(MASK) || FILL_IN.test(text) || variablesIn(text).some(({ kind }) => kind === "template");
  if (known.size < 5000) known.set(text, fillIn);
  return fillIn;
}

/**
 * True for an ARN's region or account that a guide leaves to its reader: `REGION`, `ACCOUNT_ID`, `account-id`,
 * `<…>`, `${AWS::Region}`.
 */
export function isFillInPart(text: string): boolean {
  return (
    /^[A-Z][A-Z_-]{2,}(?:\d?[A-Z_-]+)*$/.test(text) ||
    /region|account|\$\{/i.test(text) || // a variable of IAM in that place has a finding of its own
    isFillIn(text)
  );
}

/** True where a variable of IAM stands as well, which has a finding of its own where AWS does not fill it in. */
export function isFillInOrVariable(text: string): boolean {
  return text.includes("${") || isFillIn(text);
}

export function hasWildcard(text: string): boolean {
  return text.includes("*") || text.includes("?");
}
