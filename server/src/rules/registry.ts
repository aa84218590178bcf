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
import arnPatternUser from "./arn-pattern/user";
import arnPatternWildcard from "./arn-pattern/wildcard";
import ddconfConfig from "./ddconf/config";
import ddconfSuppressionSyntax from "./ddconf/suppression-syntax";
import ddconfUnknownRule from "./ddconf/unknown-rule";
import ddconfUnusedSuppression from "./ddconf/unused-suppression";
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
import iamArnAccount from "./iam/arn-account";
import iamArnFormat from "./iam/arn-format";
import iamArnPartition from "./iam/arn-partition";
import iamArnRegion from "./iam/arn-region";
import iamArnResource from "./iam/arn-resource";
import iamArnService from "./iam/arn-service";
import iamAssumeRoleResource from "./iam/assume-role-resource";
import iamCharacters from "./iam/characters";
import iamConditionOperator from "./iam/condition-operator";
import iamConditionWildcard from "./iam/condition-wildcard";
import iamDataType from "./iam/data-type";
import iamDbRegionDiffers from "./iam/db-region-differs";
import iamDbUserDiffers from "./iam/db-user-differs";
import iamDbUserUnused from "./iam/db-user-unused";
import iamDuplicateKey from "./iam/duplicate-key";
import iamEffect from "./iam/effect";
import iamElementCombination from "./iam/element-combination";
import iamEmptyElement from "./iam/empty-element";
import iamFederatedAction from "./iam/federated-action";
import iamFragment from "./iam/fragment";
import iamMissingElement from "./iam/missing-element";
import iamNullIfExists from "./iam/null-if-exists";
import iamOidcCondition from "./iam/oidc-condition";
import iamPodIdentityTagSession from "./iam/pod-identity-tag-session";
import iamPolicySize from "./iam/policy-size";
import iamPolicyVariable from "./iam/policy-variable";
import iamPrincipalFormat from "./iam/principal-format";
import iamPrincipalId from "./iam/principal-id";
import iamPrincipalInIdentityPolicy from "./iam/principal-in-identity-policy";
import iamPrincipalKey from "./iam/principal-key";
import iamRdsDbInstanceArn from "./iam/rds-db-instance-arn";
import iamRdsDbResource from "./iam/rds-db-resource";
import iamRdsDbResourceId from "./iam/rds-db-resource-id";
import iamRdsDbService from "./iam/rds-db-service";
import iamRdsDbWildcardUser from "./iam/rds-db-wildcard-user";
import iamRoleNotAssumable from "./iam/role-not-assumable";
import iamServicePrincipal from "./iam/service-principal";
import iamSetOperator from "./iam/set-operator";
import iamSid from "./iam/sid";
import iamSourceAccount from "./iam/source-account";
import iamSyntax from "./iam/syntax";
import iamTrustAction from "./iam/trust-action";
import iamTrustNotPrincipal from "./iam/trust-not-principal";
import iamTrustResource from "./iam/trust-resource";
import iamTrustWildcardPrincipal from "./iam/trust-wildcard-principal";
import iamUnfilledPlaceholder from "./iam/unfilled-placeholder";
import iamUnknownAction from "./iam/unknown-action";
import iamUnknownElement from "./iam/unknown-element";
import iamVersion from "./iam/version";
import mappingAccountIdentifier from "./mapping/account-identifier";
import mappingSecretInClear from "./mapping/secret-in-clear";
import mappingTypeEndpoint from "./mapping/type-endpoint";
import mysqlAzureUnsupported from "./mysql/azure-unsupported";
import mysqlIamNeedsPort from "./mysql/iam-needs-port";
import mysqlIamNeedsRegion from "./mysql/iam-needs-region";
import mysqlIamTls from "./mysql/iam-tls";
import mysqlInstancesShape from "./mysql/instances-shape";
import mysqlUnknownKey from "./mysql/unknown-key";
import postgresApplicationName from "./postgres/application-name";
import postgresAutodiscoveryDbname from "./postgres/autodiscovery-dbname";
import postgresAzureAuthType from "./postgres/azure-auth-type";
import postgresAzureClientId from "./postgres/azure-client-id";
import postgresAzureDeploymentType from "./postgres/azure-deployment-type";
import postgresAzureFqdn from "./postgres/azure-fqdn";
import postgresAzureLegacyManagedIdentity from "./postgres/azure-legacy-managed-identity";
import postgresAzureScope from "./postgres/azure-scope";
import postgresAzureUsername from "./postgres/azure-username";
import postgresAzureVersion from "./postgres/azure-version";
import postgresCollectionInterval from "./postgres/collection-interval";
import postgresCustomQueries from "./postgres/custom-queries";
import postgresIamCustomHostname from "./postgres/iam-custom-hostname";
import postgresIamImplicit from "./postgres/iam-implicit";
import postgresIamNeedsRegion from "./postgres/iam-needs-region";
import postgresIamPasswordIgnored from "./postgres/iam-password-ignored";
import postgresIamRegionMismatch from "./postgres/iam-region-mismatch";
import postgresIamTls from "./postgres/iam-tls";
import postgresIamVersion from "./postgres/iam-version";
import postgresInstancesShape from "./postgres/instances-shape";
import postgresInvalidRegex from "./postgres/invalid-regex";
import postgresNeedsDbm from "./postgres/needs-dbm";
import postgresRdsProxyOrClusterEndpoint from "./postgres/rds-proxy-or-cluster-endpoint";
import postgresRelations from "./postgres/relations";
import postgresRoleArn from "./postgres/role-arn";
import postgresSslValue from "./postgres/ssl-value";
import postgresTwoClouds from "./postgres/two-clouds";
import postgresUnknownKey from "./postgres/unknown-key";
import postgresWalNeedsDataDirectory from "./postgres/wal-needs-data-directory";
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
import sqlserverAdoprovider from "./sqlserver/adoprovider";
import sqlserverAutodiscoveryDatabase from "./sqlserver/autodiscovery-database";
import sqlserverAwsBlock from "./sqlserver/aws-block";
import sqlserverAzureBlock from "./sqlserver/azure-block";
import sqlserverConnectionString from "./sqlserver/connection-string";
import sqlserverConnector from "./sqlserver/connector";
import sqlserverHostPort from "./sqlserver/host-port";
import sqlserverInstancesShape from "./sqlserver/instances-shape";
import sqlserverIntervalNotRead from "./sqlserver/interval-not-read";
import sqlserverManagedAuthMisplaced from "./sqlserver/managed-auth-misplaced";
import sqlserverManagedIdentityClientId from "./sqlserver/managed-identity-client-id";
import sqlserverManagedIdentityDriver from "./sqlserver/managed-identity-driver";
import sqlserverManagedIdentityNeedsOdbc from "./sqlserver/managed-identity-needs-odbc";
import sqlserverManagedIdentityScope from "./sqlserver/managed-identity-scope";
import sqlserverManagedIdentityWithPassword from "./sqlserver/managed-identity-with-password";
import sqlserverUnknownKey from "./sqlserver/unknown-key";
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
  arnPatternUser,
  arnPatternWildcard,
  ddconfConfig,
  ddconfSuppressionSyntax,
  ddconfUnknownRule,
  ddconfUnusedSuppression,
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
  iamArnAccount,
  iamArnFormat,
  iamArnPartition,
  iamArnRegion,
  iamArnResource,
  iamArnService,
  iamAssumeRoleResource,
  iamCharacters,
  iamConditionOperator,
  iamConditionWildcard,
  iamDataType,
  iamDbRegionDiffers,
  iamDbUserDiffers,
  iamDbUserUnused,
  iamDuplicateKey,
  iamEffect,
  iamElementCombination,
  iamEmptyElement,
  iamFederatedAction,
  iamFragment,
  iamMissingElement,
  iamNullIfExists,
  iamOidcCondition,
  iamPodIdentityTagSession,
  iamPolicySize,
  iamPolicyVariable,
  iamPrincipalFormat,
  iamPrincipalId,
  iamPrincipalInIdentityPolicy,
  iamPrincipalKey,
  iamRdsDbInstanceArn,
  iamRdsDbResource,
  iamRdsDbResourceId,
  iamRdsDbService,
  iamRdsDbWildcardUser,
  iamRoleNotAssumable,
  iamServicePrincipal,
  iamSetOperator,
  iamSid,
  iamSourceAccount,
  iamSyntax,
  iamTrustAction,
  iamTrustNotPrincipal,
  iamTrustResource,
  iamTrustWildcardPrincipal,
  iamUnfilledPlaceholder,
  iamUnknownAction,
  iamUnknownElement,
  iamVersion,
  mappingAccountIdentifier,
  mappingSecretInClear,
  mappingTypeEndpoint,
  mysqlAzureUnsupported,
  mysqlIamNeedsPort,
  mysqlIamNeedsRegion,
  mysqlIamTls,
  mysqlInstancesShape,
  mysqlUnknownKey,
  postgresApplicationName,
  postgresAutodiscoveryDbname,
  postgresAzureAuthType,
  postgresAzureClientId,
  postgresAzureDeploymentType,
  postgresAzureFqdn,
  postgresAzureLegacyManagedIdentity,
  postgresAzureScope,
  postgresAzureUsername,
  postgresAzureVersion,
  postgresCollectionInterval,
  postgresCustomQueries,
  postgresIamCustomHostname,
  postgresIamImplicit,
  postgresIamNeedsRegion,
  postgresIamPasswordIgnored,
  postgresIamRegionMismatch,
  postgresIamTls,
  postgresIamVersion,
  postgresInstancesShape,
  postgresInvalidRegex,
  postgresNeedsDbm,
  postgresRdsProxyOrClusterEndpoint,
  postgresRelations,
  postgresRoleArn,
  postgresSslValue,
  postgresTwoClouds,
  postgresUnknownKey,
  postgresWalNeedsDataDirectory,
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
  sqlserverAdoprovider,
  sqlserverAutodiscoveryDatabase,
  sqlserverAwsBlock,
  sqlserverAzureBlock,
  sqlserverConnectionString,
  sqlserverConnector,
  sqlserverHostPort,
  sqlserverInstancesShape,
  sqlserverIntervalNotRead,
  sqlserverManagedAuthMisplaced,
  sqlserverManagedIdentityClientId,
  sqlserverManagedIdentityDriver,
  sqlserverManagedIdentityNeedsOdbc,
  sqlserverManagedIdentityScope,
  sqlserverManagedIdentityWithPassword,
  sqlserverUnknownKey,
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
