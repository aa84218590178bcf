import agentApiKeyFormat from "./agent/api-key-format";
import agentApiKeyInClear from "./agent/api-key-in-clear";
import agentHostname from "./agent/hostname";
import agentLogLevelOff from "./agent/log-level-off";
import agentSecretNotWhole from "./agent/secret-not-whole";
import agentSite from "./agent/site";
import agentSiteAndDdUrl from "./agent/site-and-dd-url";
import agentTagsShape from "./agent/tags-shape";
import type { Rule } from "./define";
import postgresSslValue from "./postgres/ssl-value";
import { type RuleSet, ruleSet } from "./run";
import schemaUnknownKey from "./schema/unknown-key";

/** Every rule there is. A test holds this list against the files on disk. */
export const RULES: readonly Rule[] = [
  agentApiKeyFormat,
  agentApiKeyInClear,
  agentHostname,
  agentLogLevelOff,
  agentSecretNotWhole,
  agentSite,
  agentSiteAndDdUrl,
  agentTagsShape,
  postgresSslValue,
  schemaUnknownKey,
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
