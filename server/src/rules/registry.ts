import type { Rule } from "./define";
import { type RuleSet, ruleSet } from "./run";
import schemaUnknownKey from "./schema/unknown-key";

/** Every rule there is. A test holds this list against the files on disk. */
export const RULES: readonly Rule[] = [schemaUnknownKey];

export const ALL_RULES: RuleSet = ruleSet(RULES);

const byId = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

/** Address of a rule's page. */
export function ruleDocs(id: string): string {
  return `https://github.com/ddconf/ddconf/blob/main/docs/rules.md#${id.replace("/", "")}`;
}
