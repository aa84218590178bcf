import type { Severity } from "../../config/settings";
import { RULES, ruleDocs } from "../../rules/registry";
import { pageOf, plainText, summaryOf } from "../rule-page";

type Level = "error" | "warning" | "note";

export function levelOf(severity: Severity): Level {
  return severity === "error" || severity === "warning" ? severity : "note";
}

const indexes = new Map(RULES.map(({ id }, index) => [id, index]));

/** Place of a rule in `ruleDescriptors()`. */
export function ruleIndex(id: string): number {
  return indexes.get(id) ?? -1;
}

/** What SARIF says of each rule, taken from the rule and its page. */
export function ruleDescriptors() {
  return RULES.map(({ id, title, severity }) => ({
    id,
    name: id.replace(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: summaryOf(id) || title },
    help: { text: plainText(pageOf(id)) || title, markdown: pageOf(id) },
    helpUri: ruleDocs(id),
    defaultConfiguration: { level: levelOf(severity) },
    properties: { tags: ["datadog-agent", id.split("/")[0]] },
  }));
}
