import type { Severity } from "../../server/src/config/settings";
import { unmark } from "./pages";

/** An example of a published guide in words of its own, or a text that shows what the guide's text leads to. */
export interface GuideExample {
  /** Guide and step. */
  readonly where: string;
  /** Name of the file that the example is; decides its kind. */
  readonly file: string;
  /** With ⟦ and ⟧ around the places of the findings. */
  readonly text: string;
  /** In the order of the marks; none for an example that is right. */
  readonly expected: readonly (readonly [rule: string, severity: Severity])[];
}

type Expected = GuideExample["expected"];

const POSTGRES = "postgres.d/conf.yaml";
const DATADOG = "datadog-agent/datadog.yaml";

function statement(members: string): string {
  return `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", ${members}}]}`;
}

/** A policy for database login with this ARN. */
export function loginPolicy(where: string, arn: string, expected: Expected): GuideExample {
  const text = statement(`"Action": ["rds-db:connect"], "Resource": ["${arn}"]`);
  return { where, file: "policy.json", text, expected };
}

function trustPolicy(where: string, principal: string, expected: Expected): GuideExample {
  const text = statement(`"Principal": {${principal}}, "Action": "sts:AssumeRole"`);
  return { where, file: "trust-policy.json", text, expected };
}

/** A request that lets a workload act as a Datadog account. */
export function personaMapping(
  where: string,
  account: string,
  pattern: string,
  expected: Expected,
): GuideExample {
  const attributes = `{"account_identifier": "${account}", "arn_pattern": "${pattern}"}`;
  const text = `{"data": {"type": "aws_cloud_auth_config", "attributes": ${attributes}}}`;
  return { where, file: "mapping.json", text, expected };
}

/** A request that gives a workload a managed API key. */
export function intakeMapping(where: string, pattern: string, expected: Expected): GuideExample {
  const text = `{"data": {"type": "aws_cloud_auth_intake_mapping", "attributes": {"arn_pattern": "${pattern}"}}}`;
  return { where, file: "mapping.json", text, expected };
}

const SAMPLE: Expected = [["arn-pattern/sample-account", "hint"]];
const NO_SESSION: Expected = [...SAMPLE, ["arn-pattern/no-session", "warning"]];
const POLICY_PLACEHOLDER: Expected = [["iam/unfilled-placeholder", "information"]];
const PLACEHOLDER = ["yaml/placeholder", "warning"] as const;
/** In a value that says to Datadog who the Agent is. */
const IDENTITY_PLACEHOLDER = ["yaml/placeholder", "error"] as const;
const NO_FALLBACK = ["delegated-auth/no-fallback", "information"] as const;

const LOGIN = "arn:aws:rds-db:⟦REGION⟧:ACCOUNT:dbuser";
const OTHER_AGENT = "arn:aws:iam::⟦<YOUR_AWS_ACCOUNT_FOR_AGENT>⟧:role";
const OTHER_DB = "arn:aws:iam::⟦<YOUR_AWS_ACCOUNT_FOR_DB>⟧:role/<YOUR_IAM_AUTH_DB_ROLE>";

const RDS_HOST = "example-endpoint.us-east-2.rds.amazonaws.com";
const FLEXIBLE_HOST = "example-flex-server.postgres.database.azure.com";
const MANAGED_HOST = "example.cfcc2366ab90.database.windows.net";

const IAM_INSTANCE = `instances:
  - host: ${RDS_HOST}
    port: 5432
    username: datadog
    dbm: true
    aws:
      instance_endpoint: ${RDS_HOST}
      region: us-east-2
      managed_authentication:
        enabled: true
`;
const ROLE_ARN = "        role_arn: arn:aws:iam::⟦<YOUR_AWS_ACCOUNT_FOR_DB>⟧:role/<YOUR_IAM_AUTH_DB_ROLE>\n";
const ENTRA_INSTANCE = `instances:
  - host: ${FLEXIBLE_HOST}
    dbm: true
    username: "⟦<IDENTITY_NAME>⟧"
    ssl: "require"
    azure:
      deployment_type: flexible_server
      fully_qualified_domain_name: ${FLEXIBLE_HOST}
      managed_authentication:
        enabled: true
        client_id: "⟦<CLIENT_ID>⟧"
        identity_scope: "https://ossrdbms-aad.database.windows.net/.default"
`;
const SQLSERVER_INSTANCE = `instances:
  - host: "${MANAGED_HOST},1433"
    connector: "odbc"
    driver: "{ODBC Driver 18 for SQL Server}"
    dbm: true
    connection_string: "TrustServerCertificate=no;Encrypt=yes;"
    managed_identity:
      client_id: "⟦<CLIENT_ID>⟧"
    azure:
      deployment_type: managed_instance
      fully_qualified_domain_name: ${MANAGED_HOST}
`;

/** Datadog's guide to managed authentication of databases. */
const MANAGED_AUTHENTICATION: readonly GuideExample[] = [
  loginPolicy("managed: RDS", `${LOGIN}:db-<RESOURCE_ID>/<YOUR_IAM_AUTH_DB_USER>`, POLICY_PLACEHOLDER),
  loginPolicy("managed: RDS, user datadog", `${LOGIN}:db-<RESOURCE_ID>/datadog`, POLICY_PLACEHOLDER),
  loginPolicy(
    "managed: Aurora",
    `${LOGIN}:cluster-<RESOURCE_ID>/<YOUR_IAM_AUTH_DB_USER>`,
    POLICY_PLACEHOLDER,
  ),
  loginPolicy("managed: Aurora, user datadog", `${LOGIN}:cluster-<RESOURCE_ID>/datadog`, POLICY_PLACEHOLDER),
  {
    where: "managed: all databases of the account",
    file: "policy.json",
    text: '⟦"Resource"⟧: ["arn:aws:rds-db:*:⟦ACCOUNT⟧:dbuser:cluster-*/datadog", "arn:aws:rds-db:*:ACCOUNT:dbuser:db-*/datadog"],',
    expected: [["iam/fragment", "information"], ...POLICY_PLACEHOLDER],
  },
  trustPolicy("managed: trust of EC2", '"Service": "ec2.amazonaws.com"', []),
  trustPolicy("managed: trust of ECS", '"Service": ⟦"ecs-tasks.amazonaws.com"⟧', [
    ["iam/source-account", "information"],
  ]),
  ...["EC2", "ECS", "EKS"].flatMap((platform) => [
    trustPolicy(
      `managed: other account, ${platform}, step 1`,
      `"AWS": "${OTHER_AGENT}/<YOUR_AGENT_${platform}_ROLE>"`,
      POLICY_PLACEHOLDER,
    ),
    trustPolicy(`managed: other account, ${platform}, step 2`, `"AWS": "${OTHER_DB}"`, POLICY_PLACEHOLDER),
  ]),
  { where: "managed: same account", file: POSTGRES, text: IAM_INSTANCE, expected: [] },
  { where: "managed: other account", file: POSTGRES, text: IAM_INSTANCE + ROLE_ARN, expected: [PLACEHOLDER] },
  {
    where: "managed: Entra ID, Postgres",
    file: POSTGRES,
    text: ENTRA_INSTANCE,
    expected: [PLACEHOLDER, PLACEHOLDER],
  },
  {
    where: "managed: Entra ID, SQL Server",
    file: "sqlserver.d/conf.yaml",
    text: SQLSERVER_INSTANCE,
    expected: [PLACEHOLDER],
  },
];

const STS = "arn:aws:sts::⟦123456789012⟧:assumed-role";
const RUNNER = `${STS}/⟦terraform-runner⟧`;
const SERVICE_ACCOUNT = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

/** Datadog's guides to authentication with cloud credentials, two of which have the same requests. */
const MAPPINGS: readonly GuideExample[] = [
  personaMapping("federation: a user", "john.doe@myorg.com", RUNNER, NO_SESSION),
  personaMapping("federation: a service account by UUID", SERVICE_ACCOUNT, RUNNER, NO_SESSION),
  personaMapping(
    "federation and the older guide: a service account by e-mail",
    "terraform-service-account@myorg.com",
    RUNNER,
    NO_SESSION,
  ),
  personaMapping("federation: wildcard", SERVICE_ACCOUNT, `${STS}/DatadogTerraformerRole/*`, SAMPLE),
  intakeMapping("federation: intake, and its wildcard", `${STS}/DatadogAgentRole/*`, SAMPLE),
  personaMapping("federation: UI", SERVICE_ACCOUNT, `${STS}/terraform-runner/*`, SAMPLE),
  intakeMapping("federation: UI, the form to use", `${STS}/my-role/session-name`, SAMPLE),
  intakeMapping("federation: UI, the form not to use", "arn:aws:⟦iam::⟦123456789012⟧:role⟧/my-role", [
    ["arn-pattern/iam-role", "error"],
    ...SAMPLE,
  ]),
];

function datadogYaml(where: string, text: string, expected: Expected): GuideExample {
  return { where: `federation: ${where}`, file: DATADOG, text, expected };
}

const DELEGATED_AUTH: readonly GuideExample[] = [
  datadogYaml("global", "⟦delegated_auth⟧:\n  org_uuid: ⟦<YOUR_ORG_UUID>⟧\n", [
    NO_FALLBACK,
    IDENTITY_PLACEHOLDER,
  ]),
  datadogYaml(
    "provider options",
    "⟦delegated_auth⟧:\n  org_uuid: ⟦<YOUR_ORG_UUID>⟧\n  provider: aws  # may be left out\n  aws:\n    region: ⟦<AWS_REGION>⟧\n",
    [NO_FALLBACK, IDENTITY_PLACEHOLDER, PLACEHOLDER],
  ),
  datadogYaml("logs only", "logs_config:\n  ⟦delegated_auth⟧:\n    org_uuid: ⟦<YOUR_ORG_UUID>⟧\n", [
    NO_FALLBACK,
    IDENTITY_PLACEHOLDER,
  ]),
  datadogYaml(
    "two organizations",
    "⟦delegated_auth⟧:\n  org_uuid: ⟦<YOUR_GLOBAL_ORG_UUID>⟧\n  provider: aws\n  aws:\n    region: ⟦<AWS_REGION>⟧\n\nlogs_config:\n  delegated_auth:\n    org_uuid: ⟦<YOUR_LOGS_ORG_UUID>⟧\n",
    [NO_FALLBACK, IDENTITY_PLACEHOLDER, PLACEHOLDER, IDENTITY_PLACEHOLDER],
  ),
  datadogYaml("fallback", "api_key: ⟦<YOUR_API_KEY>⟧\n\ndelegated_auth:\n  org_uuid: ⟦<YOUR_ORG_UUID>⟧\n", [
    IDENTITY_PLACEHOLDER,
    IDENTITY_PLACEHOLDER,
  ]),
];

/** Every example of configuration, policy and mapping in the published guides. */
export const GUIDE_EXAMPLES: readonly GuideExample[] = [
  ...MANAGED_AUTHENTICATION,
  ...MAPPINGS,
  ...DELEGATED_AUTH,
];

/** The text of an example, by its `where`. */
export function guideText(where: string): string {
  const example = GUIDE_EXAMPLES.find((candidate) => candidate.where === where);
  if (!example) throw new Error(`there is no example “${where}”`);
  return unmark(example.text).text;
}
