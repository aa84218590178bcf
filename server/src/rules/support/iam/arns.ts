import type { ArnPart } from "../../../model/aws/arn";
import type { ArnPlace } from "../../../model/aws/policy";
import type { Span } from "../../../model/text";
import type { RuleContext } from "../../define";
import { placeIn } from "./places";

/** Where a part of an ARN stands. An empty part is shown with the colons around it. */
export function placeOf(part: ArnPart, { scalar }: ArnPlace, context: RuleContext): Span {
  const { start, end } = part.span;
  return placeIn(scalar, start < end ? part.span : { start: start - 1, end: end + 1 }, context);
}
