import agentApiKeyFormat from "./agent/api-key-format";
import agentApiKeyInClear from "./agent/api-key-in-clear";
import agentDottedKey from "./agent/dotted-key";
import agentHostname from "./agent/hostname";
import agentLogLevelOff from "./agent/log-level-off";
import agentSecretNotWhole from "./agent/secret-not-whole";
import agentSite from "./agent/site";
import agentSiteAndDdUrl from "./agent/site-and-dd-url";
import agentTagsShape from "./agent/tags-shape";
import arnPatternAccount from "./arn-pattern/account";
import arnPatternCharacters from "./arn-pattern/characters";
import arnPatternEphemeralSession from "./arn-pattern/ephemeral-session";
import arnPatternIamRole from "./arn-pattern/iam-role";
import arnPatternNoSession from "./arn-pattern/no-session";
import arnPatternOverlap from "./arn-pattern/overlap";
import arnPatternPartition from "./arn-pattern/partition";
import arnPatternRegion from "./arn-pattern/region";
import arnPatternResource from "./arn-pattern/resource";
import arnPatternRolePath from "./arn-pattern/role-path";
import arnPatternSampleAccount from "./arn-pattern/sample-account";
import arnPatternWildcard from "./arn-pattern/wildcard";
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
import mappingAccountIdentifier from "./mapping/account-identifier";
import mappingSecretInClear from "./mapping/secret-in-clear";
import mappingTypeEndpoint from "./mapping/type-endpoint";
import mysqlInstancesShape from "./mysql/instances-shape";
import mysqlUnknownKey from "./mysql/unknown-key";
import postgresInstancesShape from "./postgres/instances-shape";
import postgresSslValue from "./postgres/ssl-value";
import postgresUnknownKey from "./postgres/unknown-key";
import { type RuleSet, ruleSet } from "./run";
import schemaDeprecated from "./schema/deprecated";
import schemaEnum from "./schema/enum";
import schemaFormat from "./schema/format";
import schemaRange from "./schema/range";
import schemaRemoved from "./schema/removed";
import schemaRequired from "./schema/required";
import schemaSince from "./schema/since";
import schemaType from "./schema/type";
import schemaUnknownKey from "./schema/unknown-key";
import schemaWrongFile from "./schema/wrong-file";
import schemaWrongLevel from "./schema/wrong-level";
import sqlserverInstancesShape from "./sqlserver/instances-shape";
import sqlserverUnknownKey from "./sqlserver/unknown-key";

/** Every rule there is. A test holds this list against the files on disk. */
export const RULES: readonly Rule[] = [
  agentApiKeyFormat,
  agentApiKeyInClear,
  agentDottedKey,
  agentHostname,
  agentLogLevelOff,
  agentSecretNotWhole,
  agentSite,
  agentSiteAndDdUrl,
  agentTagsShape,
  arnPatternAccount,
  arnPatternCharacters,
  arnPatternEphemeralSession,
  arnPatternIamRole,
  arnPatternNoSession,
  arnPatternOverlap,
  arnPatternPartition,
  arnPatternRegion,
  arnPatternResource,
  arnPatternRolePath,
  arnPatternSampleAccount,
  arnPatternWildcard,
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
  mappingAccountIdentifier,
  mappingSecretInClear,
  mappingTypeEndpoint,
  mysqlInstancesShape,
  mysqlUnknownKey,
  postgresInstancesShape,
  postgresSslValue,
  postgresUnknownKey,
  schemaDeprecated,
  schemaEnum,
  schemaFormat,
  schemaRange,
  schemaRemoved,
  schemaRequired,
  schemaSince,
  schemaType,
  schemaUnknownKey,
  schemaWrongFile,
  schemaWrongLevel,
  sqlserverInstancesShape,
  sqlserverUnknownKey,
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
