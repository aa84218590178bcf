import agentApiKeyFormat from "./agent/api-key-format";
import agentApiKeyInClear from "./agent/api-key-in-clear";
import agentHostname from "./agent/hostname";
import agentLogLevelOff from "./agent/log-level-off";
import agentSecretNotWhole from "./agent/secret-not-whole";
import agentSite from "./agent/site";
import agentSiteAndDdUrl from "./agent/site-and-dd-url";
import agentTagsShape from "./agent/tags-shape";
import type { Rule } from "./define";
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
import iamDuplicateKey from "./iam/duplicate-key";
import iamEffect from "./iam/effect";
import iamElementCombination from "./iam/element-combination";
import iamEmptyElement from "./iam/empty-element";
import iamFederatedAction from "./iam/federated-action";
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
import iamServicePrincipal from "./iam/service-principal";
import iamSetOperator from "./iam/set-operator";
import iamSid from "./iam/sid";
import iamSyntax from "./iam/syntax";
import iamTrustAction from "./iam/trust-action";
import iamTrustNotPrincipal from "./iam/trust-not-principal";
import iamTrustResource from "./iam/trust-resource";
import iamTrustWildcardPrincipal from "./iam/trust-wildcard-principal";
import iamUnknownAction from "./iam/unknown-action";
import iamUnknownElement from "./iam/unknown-element";
import iamVersion from "./iam/version";
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
  iamDuplicateKey,
  iamEffect,
  iamElementCombination,
  iamEmptyElement,
  iamFederatedAction,
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
  iamServicePrincipal,
  iamSetOperator,
  iamSid,
  iamSyntax,
  iamTrustAction,
  iamTrustNotPrincipal,
  iamTrustResource,
  iamTrustWildcardPrincipal,
  iamUnknownAction,
  iamUnknownElement,
  iamVersion,
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
