import ddconfConfig from "./ddconf/config";
import ddconfSuppressionSyntax from "./ddconf/suppression-syntax";
import ddconfUnknownRule from "./ddconf/unknown-rule";
import ddconfUnusedSuppression from "./ddconf/unused-suppression";
import type { Rule } from "./define";
import { type RuleSet, ruleSet } from "./run";
import schemaUnknownKey from "./schema/unknown-key";
import yamlDuplicateKey from "./yaml/duplicate-key";
import yamlEncoding from "./yaml/encoding";
import yamlExtraDocument from "./yaml/extra-document";
import yamlMergeConflict from "./yaml/merge-conflict";
import yamlPlaceholder from "./yaml/placeholder";
import yamlSyntax from "./yaml/syntax";
import yamlTemplateSource from "./yaml/template-source";
import yamlUnexpandedVariable from "./yaml/unexpanded-variable";

/** Every rule there is. A test holds this list against the files on disk. */
export const RULES: readonly Rule[] = [
  ddconfConfig,
  ddconfSuppressionSyntax,
  ddconfUnknownRule,
  ddconfUnusedSuppression,
  schemaUnknownKey,
  yamlDuplicateKey,
  yamlEncoding,
  yamlExtraDocument,
  yamlMergeConflict,
  yamlPlaceholder,
  yamlSyntax,
  yamlTemplateSource,
  yamlUnexpandedVariable,
];

export const ALL_RULES: RuleSet = ruleSet(RULES);

const byId = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

/** Address of a rule's page. */
export function ruleDocs(id: string): string {
  return `https://github.com/ddconf/ddconf/blob/main/docs/rules.md#${id.replace("/", "")}`;
}
