import type { Rule } from "./define";
import mysqlAzureUnsupported from "./mysql/azure-unsupported";
import mysqlIamNeedsPort from "./mysql/iam-needs-port";
import mysqlIamNeedsRegion from "./mysql/iam-needs-region";
import mysqlIamTls from "./mysql/iam-tls";
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
import postgresInvalidRegex from "./postgres/invalid-regex";
import postgresNeedsDbm from "./postgres/needs-dbm";
import postgresRdsProxyOrClusterEndpoint from "./postgres/rds-proxy-or-cluster-endpoint";
import postgresRelations from "./postgres/relations";
import postgresRoleArn from "./postgres/role-arn";
import postgresTwoClouds from "./postgres/two-clouds";
import postgresWalNeedsDataDirectory from "./postgres/wal-needs-data-directory";
import { type RuleSet, ruleSet } from "./run";
import schemaUnknownKey from "./schema/unknown-key";

/** Every rule there is. A test holds this list against the files on disk. */
export const RULES: readonly Rule[] = [
  mysqlAzureUnsupported,
  mysqlIamNeedsPort,
  mysqlIamNeedsRegion,
  mysqlIamTls,
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
  postgresInvalidRegex,
  postgresNeedsDbm,
  postgresRdsProxyOrClusterEndpoint,
  postgresRelations,
  postgresRoleArn,
  postgresTwoClouds,
  postgresWalNeedsDataDirectory,
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
