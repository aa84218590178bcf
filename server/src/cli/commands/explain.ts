import { RULES, ruleById, ruleDocs } from "../../rules/registry";
import { closest } from "../../schema/similar";
import { EXIT, type ExitCode, UsageError } from "../exit-code";
import { markedPageOf } from "../rule-page";
import { renderMarkdown } from "../terminal/markdown";
import type { Output } from "../terminal/output";
import { LABELS, severityColor } from "../terminal/severity";
import { listWords } from "../terminal/words";

/** `ddconf explain <rule>`: the rule's page. */
export function explain(id: string, { out }: Output): ExitCode {
  const rule = ruleById(id);
  if (!rule) throw new UsageError(unknownRule(id));
  const { colors } = out;
  const severity = severityColor(rule.severity, colors)(LABELS[rule.severity]);
  out.write(`${colors.dim(rule.id)}  ${severity}\n\n`);
  out.write(renderMarkdown(markedPageOf(rule.id), out));
  out.write(`\n${colors.dim(ruleDocs(rule.id))}\n`);
  return EXIT.clean;
}

function unknownRule(id: string): string {
  const ids = RULES.map((rule) => rule.id);
  const sameWords = ids.filter((known) => known.endsWith(`/${id}`));
  const guess = sameWords.length > 0 ? listWords(sameWords, "or") : closest(id, ids);
  const hint = guess ? `Did you mean ${guess}?` : "Run `ddconf rules` to see all rules.";
  return `there is no rule ${id}. ${hint}`;
}
