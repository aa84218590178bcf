import type { Rule } from "./define";
import delegatedAuthAgentVersion from "./delegated-auth/agent-version";
import delegatedAuthNoFallback from "./delegated-auth/no-fallback";
import delegatedAuthOrgUuidFormat from "./delegated-auth/org-uuid-format";
import delegatedAuthOrgUuidMissing from "./delegated-auth/org-uuid-missing";
import delegatedAuthProofLeavesDatadog from "./delegated-auth/proof-leaves-datadog";
import delegatedAuthProvider from "./delegated-auth/provider";
import delegatedAuthProviderSettingsNotGlobal from "./delegated-auth/provider-settings-not-global";
import delegatedAuthRefreshInterval from "./delegated-auth/refresh-interval";
import delegatedAuthRegion from "./delegated-auth/region";
import delegatedAuthSameOrg from "./delegated-auth/same-org";
import delegatedAuthSectionUnsupported from "./delegated-auth/section-unsupported";
import delegatedAuthSiteUnsupported from "./delegated-auth/site-unsupported";
import delegatedAuthUnknownSetting from "./delegated-auth/unknown-setting";
import { type RuleSet, ruleSet } from "./run";
import schemaUnknownKey from "./schema/unknown-key";

/** Every rule there is. A test holds this list against the files on disk. */
export const RULES: readonly Rule[] = [
  delegatedAuthAgentVersion,
  delegatedAuthNoFallback,
  delegatedAuthOrgUuidFormat,
  delegatedAuthOrgUuidMissing,
  delegatedAuthProofLeavesDatadog,
  delegatedAuthProvider,
  delegatedAuthProviderSettingsNotGlobal,
  delegatedAuthRefreshInterval,
  delegatedAuthRegion,
  delegatedAuthSameOrg,
  delegatedAuthSectionUnsupported,
  delegatedAuthSiteUnsupported,
  delegatedAuthUnknownSetting,
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
