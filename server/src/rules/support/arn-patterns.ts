import { type ArnPattern, parseArnPattern, type ResourcePart } from "../../model/aws/arn-pattern";
import { spanInString } from "../../model/json";
import {
  effectiveEntries,
  type MapNode,
  type Node,
  resolve,
  type ScalarNode,
  scalarOf,
} from "../../model/node";
import { placeholderIn } from "../../model/placeholder";
import type { Span } from "../../model/text";
import type { Fix, PatternPlace, RuleContext } from "../define";
import { isFillInOrVariable, isFillInPart } from "./iam/places";

/** An `arn_pattern` with what the rules need to judge and mend it. */
export interface JudgedPattern extends ArnPattern {
  /** As in the pattern, without the empty one behind a trailing slash. */
  readonly names: readonly ResourcePart[];
  readonly trailingSlash: boolean;
  /** Where a part of the pattern stands in the file. */
  at(part: Span): Span;
  /** A fix that writes another pattern in its place. */
  rewrite(title: string, pattern: string): Fix;
}

/** Takes the pattern apart; undefined when the value is no string or no ARN, or has blanks around it. */
export function judge({ scalar }: PatternPlace, context: RuleContext): JudgedPattern | undefined {
  if (typeof scalar.value !== "string" || scalar.value !== scalar.value.trim()) return undefined;
  const pattern = parseArnPattern(scalar.value);
  if (!pattern) return undefined;
  const trailingSlash = pattern.names.at(-1)?.text === "";
  const at = (part: Span): Span => spanInString(scalar, context.region.text, part);
  return {
    ...pattern,
    names: trailingSlash ? pattern.names.slice(0, -1) : pattern.names,
    trailingSlash,
    at,
    rewrite: (title, text) => ({ title, edits: [{ span: contentOf(scalar), newText: text }], safe: false }),
  };
}

/** The string between its quotes. */
export function contentOf({ span }: ScalarNode): Span {
  return { start: span.start + 1, end: span.end - 1 };
}

/** True for a part of an ARN that is filled in later, by a person or a tool: `<ROLE>`, `${role}`, `%s`. */
export function isOpen(part: string): boolean {
  return placeholderIn(part) !== undefined || isFillInOrVariable(part);
}

/** As `isOpen`, for the account or another part that no name stands in: `ACCOUNT_ID` as well. */
export function isOpenPart(part: string): boolean {
  return isOpen(part) || isFillInPart(part);
}

/** True for a pattern of a role session, the form that workloads call with. */
export function isAssumedRole({ arn, type }: ArnPattern): boolean {
  return arn.service.text === "sts" && type.text === "assumed-role";
}

/** Every `arn_pattern` below a node. `above` are the maps on the way down, nearest first. */
export function patternPlaces(node: Node, above: readonly MapNode[] = []): PatternPlace[] {
  const target = resolve(node);
  if (target?.kind === "seq") return target.items.flatMap((item) => patternPlaces(item, above));
  if (target?.kind !== "map") return [];
  return effectiveEntries(target).flatMap((entry) => {
    const scalar = scalarOf(entry.value);
    if (entry.name === "arn_pattern" && scalar)
      return [{ scalar, entry, attributes: target, data: above[0] }];
    return patternPlaces(entry.value, [target, ...above]);
  });
}
