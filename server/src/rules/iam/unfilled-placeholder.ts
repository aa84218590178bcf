import { parseArn } from "../../model/aws/arn";
import type { Policy } from "../../model/aws/policy";
import type { ScalarNode } from "../../model/node";
import type { Span } from "../../model/text";
import { defineRule } from "../define";
import { IAM_POLICY, placeIn } from "../support/iam/places";

/** A spot that a person fills in. `<%= … %>` and `<{ … }>` are templates. */
const MARKED = /<[\p{L}][^<>%{}]*>/gu;
/** Words in place of a region or an account. What else may stand there, a tool fills in. */
const WORD = /^(?:[A-Z]{3,}(?:[_-][A-Z]+)*|(?:aws[-_])?(?:region|account)(?:[-_]?id)?)$/;
const MOST_NAMED = 3;

export default defineRule({
  id: "iam/unfilled-placeholder",
  title: "The policy holds placeholders",
  severity: "information",
  appliesTo: "policy",
  kinds: IAM_POLICY,
  check(policy, report, context) {
    const spots = scalarsOf(policy).flatMap((scalar) =>
      spotsIn(scalar.text).map((spot) => ({ scalar, spot, text: scalar.text.slice(spot.start, spot.end) })),
    );
    const [first] = spots;
    if (!first) return;
    const names = [...new Set(spots.map(({ text }) => `\`${text}\``))];
    const more = names.length > MOST_NAMED ? " and others" : "";
    report(placeIn(first.scalar, first.spot, context), {
      message: `The policy still holds ${names.length > 1 ? "placeholders" : "a placeholder"}: ${names.slice(0, MOST_NAMED).join(", ")}${more}. AWS takes them as they are, so it refuses the policy or nothing fits it. Write the real values.`,
    });
  },
});

/** What a guide leaves to its reader: resources, principals and conditions, in the order of the text. */
function scalarsOf({ statements }: Policy): ScalarNode[] {
  return statements
    .flatMap(({ resources, principals, conditions }) => [
      ...[...resources, ...principals].map(({ scalar }) => scalar),
      ...conditions.flatMap(({ key, values }) => [key.key, ...values.map(({ scalar }) => scalar)]),
    ])
    .filter((scalar) => scalar !== undefined)
    .sort((a, b) => a.span.start - b.span.start);
}

function spotsIn(text: string): Span[] {
  const marked = [...text.matchAll(MARKED)].map(({ index, 0: spot }) => ({
    start: index,
    end: index + spot.length,
  }));
  const arn = parseArn(text);
  const words = arn ? [arn.region, arn.account].filter((part) => WORD.test(part.text)) : [];
  return [...words.map(({ span }) => span), ...marked].sort((a, b) => a.start - b.start);
}
