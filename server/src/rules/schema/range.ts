import { formatPath, scalarOf } from "../../model/node";
import type { SchemaNode } from "../../schema/schema-types";
import { defineRule } from "../define";
import { shown } from "../support/value-words";

/** What the Agent does with a value out of range, where its source tells. */
const FALLBACKS = new Map([
  ["process_config.process_discovery.interval", "The Agent takes 10 minutes instead."],
  ["logs.port", "The Agent cannot listen there and does not collect this log source."],
]);

export default defineRule({
  id: "schema/range",
  title: "A value out of range",
  severity: "warning",
  appliesTo: "mismatch",
  check({ kind, node, option, path }, report) {
    const scalar = scalarOf(node);
    if (kind !== "range" || !scalar) return;
    const fallback = FALLBACKS.get(option.path.join(".")) ?? "The Agent has no use for such a value.";
    report(node, {
      message: `\`${formatPath(path)}\`: ${shown(scalar)} is out of range. ${fallback} Write ${boundsOf(option.schema)}.`,
    });
  },
});

function boundsOf({ minimum, maximum, exclusiveMinimum, "x-minimum-duration": least }: SchemaNode): string {
  if (least !== undefined) return `\`${least}\` or more`;
  const low = exclusiveMinimum === undefined ? undefined : `a number above ${exclusiveMinimum}`;
  if (low) return maximum === undefined ? low : `${low}, and at most ${maximum}`;
  if (minimum === undefined) return `${maximum} or less`;
  return maximum === undefined ? `${minimum} or more` : `a number from ${minimum} to ${maximum}`;
}
