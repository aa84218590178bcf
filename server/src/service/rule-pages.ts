import type { Severity } from "../config/settings";
import { RULES, ruleById, ruleDocs } from "../rules/registry";
import { plainText } from "./describe";

export interface RuleSummary {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
}

/** Every rule in the order of the ids, with titles in plain text. */
export function ruleSummaries(): RuleSummary[] {
  return RULES.map(({ id, title, severity }) => ({ id, title: plainText(title), severity }));
}

const VERDICTS: Readonly<Record<string, string>> = {
  bad: "Wrong",
  fixed: "After the fix",
  good: "Right",
};

/**
 * A rule's page as Markdown for people: each example says in words what it is an example of.
 *
 * @returns undefined when there is no such rule
 */
export async function rulePage(id: string): Promise<string | undefined> {
  const rule = ruleById(id);
  // the pages are large, and most sessions never show one
  const { default: pages } = await import("../generated/rule-pages");
  const page = rule && pages[rule.id];
  if (!rule || page === undefined) return undefined;
  const text = page
    .replace(/[⟦⟧]/g, "")
    .replace(/^```(\w+) (bad|good|fixed)\b(.*)$/gm, (_, language: string, verdict: string, more: string) => {
      const file = /\bfile=(\S+)/.exec(more)?.[1];
      return `*${VERDICTS[verdict]}${file ? `, in \`${file}\`` : ""}:*\n\n\`\`\`${language}`;
    });
  return `${text.trimEnd()}\n\n---\n\n\`${rule.id}\` · ${rule.severity} · [on the web](${ruleDocs(rule.id)})\n`;
}
