import type { Hover } from "vscode-languageserver-types";
import type { AgentDocument } from "../documents/document";
import { contains, type Position } from "../model/text";
import type { Finding } from "../rules/finding";
import { ruleById, ruleDocs } from "../rules/registry";
import { optionAt } from "../schema/catalogue";
import { describeOption, plainText } from "./describe";
import { jsonScalarAt, outerRange, placeAt, spotAt } from "./place";
import { arnNote, valueNotes } from "./value-notes";

/**
 * What is known of the option under the cursor, and the rules behind the findings there. The findings'
 * messages are left out: editors show them themselves.
 *
 * @param findings of the same text
 * @param markdown false for editors that show plain text only
 */
export function hover(
  document: AgentDocument,
  position: Position,
  findings: readonly Finding[],
  markdown = true,
): Hover | undefined {
  const spot = spotAt(document, position);
  const parts: string[] = [];
  const place = spot && placeAt(spot.root, spot.offset);
  const option = place && optionAt(spot.options, place.path);
  if (option) {
    parts.push(describeOption(option, place.path, spot.kind));
    if (place.on === "value" && place.node.kind === "scalar") parts.push(...valueNotes(place.node, option));
  }
  const json = spot ? undefined : jsonScalarAt(document, position);
  if (json) parts.push(...arnNote(json.text));
  const rules = rulesAt(findings, document.lines.offset(position));
  if (rules !== "") parts.push(rules);
  if (parts.length === 0) return undefined;
  return {
    contents: markdown
      ? { kind: "markdown", value: parts.join("\n\n---\n\n") }
      : { kind: "plaintext", value: plainText(parts.join("\n\n")) },
    ...(place ? { range: outerRange(document, spot.region, place.node.span) } : {}),
  };
}

function rulesAt(findings: readonly Finding[], offset: number): string {
  const ids = new Set(findings.filter(({ span }) => contains(span, offset)).map(({ rule }) => rule));
  return [...ids].map((id) => `[${id}](${ruleDocs(id)}): ${ruleById(id)?.title ?? ""}`).join("  \n");
}
