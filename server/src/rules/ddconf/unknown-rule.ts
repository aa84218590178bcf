import type { DocumentKind } from "../../documents/kinds";
import { mapOf, nodeAt } from "../../model/node";
import type { Span } from "../../model/text";
import { closest } from "../../schema/similar";
import { defineRule, type RuleContext } from "../define";
import { readSuppressions } from "../suppressions";

export default defineRule({
  id: "ddconf/unknown-rule",
  title: "There is no such rule",
  severity: "warning",
  appliesTo: "source",
  check(region, report, context) {
    const named = [
      ...readSuppressions(region, context.lines).flatMap(({ rules }) => rules),
      ...rulesInSettings(context.kind, context),
    ];
    for (const { id, span } of named) {
      if (context.ruleIds.has(id)) continue;
      const meant = closest(id, context.ruleIds) ?? sameWords(id, context.ruleIds);
      const advice = meant ? `Did you mean \`${meant}\`?` : "`ddconf rules` lists all rules.";
      report(span, {
        message: `\`${id}\` is no rule of ddconf, so naming it has no effect. ${advice}`,
        fixes: meant
          ? [{ title: `Replace by \`${meant}\``, edits: [{ span, newText: meant }], safe: false }]
          : [],
      });
    }
  },
});

function rulesInSettings(kind: DocumentKind, { root }: RuleContext): { id: string; span: Span }[] {
  const rules = kind === "ddconf-config" ? mapOf(nodeAt(root, ["rules"])) : undefined;
  return (rules?.entries ?? []).map(({ name, key }) => ({ id: name, span: inQuotes(key.span, key.style) }));
}

function inQuotes({ start, end }: Span, style: string): Span {
  return style === "single" || style === "double" ? { start: start + 1, end: end - 1 } : { start, end };
}

/** A rule named without its domain: `unknown-key` for `schema/unknown-key`, when only one has these words. */
function sameWords(id: string, ids: ReadonlySet<string>): string | undefined {
  const words = id.slice(id.indexOf("/") + 1).toLowerCase();
  const matching = [...ids].filter((known) => known.endsWith(`/${words}`));
  return matching.length === 1 ? matching[0] : undefined;
}
