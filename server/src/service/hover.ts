import type { Hover } from "vscode-languageserver-types";
import type { AgentDocument } from "../documents/document";
import type { ScalarNode } from "../model/node";
import { contains, type Position } from "../model/text";
import type { Finding } from "../rules/finding";
import { ruleById, ruleDocs } from "../rules/registry";
import { optionAt } from "../schema/catalogue";
import type { Option } from "../schema/option";
import { siteByDomain } from "../schema/sites";
import { describeOption, plainText } from "./describe";
import { outerRange, placeAt, spotAt } from "./place";

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
    if (place.on === "value" && place.node.kind === "scalar")
      parts.push(...readAs(place.node, option), ...siteNote(place.node, option));
  }
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

/** Says so when YAML makes something else of a plain word than what is written: `yes`, `off`, `0755`. */
function readAs({ style, text, value }: ScalarNode, option: Option): string[] {
  if (style !== "plain" || typeof value === "string" || value === null || option.schema["x-secret"])
    return [];
  const asWritten = typeof value === "number" ? Number(text) === value : text.toLowerCase() === String(value);
  return asWritten ? [] : [`YAML reads \`${text}\` as \`${value}\`.`];
}

function siteNote({ text }: ScalarNode, option: Option): string[] {
  const site = option.name === "site" ? siteByDomain(text) : undefined;
  return site ? [`The site ${site.region}: web pages at \`${site.app}\`, API at \`${site.api}\`.`] : [];
}

function rulesAt(findings: readonly Finding[], offset: number): string {
  const ids = new Set(findings.filter(({ span }) => contains(span, offset)).map(({ rule }) => rule));
  return [...ids].map((id) => `[${id}](${ruleDocs(id)}): ${ruleById(id)?.title ?? ""}`).join("  \n");
}
