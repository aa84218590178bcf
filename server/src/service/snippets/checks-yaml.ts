import { asItem, type Block, indented } from "../completion/writing";
import { checkFile, type Snippet, yamlBlock } from "./snippet";

const ROLE_ARN = "role_arn: arn:aws:iam::«<DATABASE_ACCOUNT_ID>»:role/«<DATABASE_ROLE>»";

/** What logs in with a token, inside `aws` and `azure`. */
export const AWS_MANAGED: Block = ["managed_authentication:", "  enabled: true"];
export const AZURE_MANAGED: Block = [
  "managed_authentication:",
  "  enabled: true",
  "  client_id: «<CLIENT_ID>»",
];

/** The same with the block around it. */
export const AWS_LOGIN: Block = ["aws:", "  region: «us-east-1»", ...indented(AWS_MANAGED)];
export const AZURE_LOGIN: Block = [
  "azure:",
  "  deployment_type: «flexible_server|single_server|virtual_machine»",
  "  fully_qualified_domain_name: «<SERVER>.postgres.database.azure.com»",
  ...indented(AZURE_MANAGED),
];
/** A login through a role in the account of the database. */
export const AWS_CROSS_ACCOUNT_LOGIN: Block = [...AWS_LOGIN, `    ${ROLE_ARN}`];
/** A login with the federated service account of a pod on AKS. */
export const AZURE_WORKLOAD_LOGIN: Block = [
  "azure:",
  "  deployment_type: flexible_server",
  "  fully_qualified_domain_name: «<SERVER>.postgres.database.azure.com»",
  "  managed_authentication:",
  "    enabled: true",
  "    auth_type: workload_identity",
  "    client_id: «<CLIENT_ID>»",
  "    tenant_id: «<TENANT_ID>»",
];
export const SQLSERVER_IDENTITY: Block = ["managed_identity:", "  client_id: «<CLIENT_ID>»"];

const AWS_INSTANCE: Block = [
  "aws:",
  "  instance_endpoint: «<RDS_ENDPOINT>»",
  "  region: «us-east-1»",
  ...indented(AWS_MANAGED),
];

const POSTGRES_RDS: Block = [
  "dbm: true",
  "# the endpoint of the instance, also in Aurora: not that of the cluster or of a proxy",
  "host: «<RDS_ENDPOINT>»",
  "port: 5432",
  "username: «datadog»",
  "dbname: «postgres»",
  "ssl: require",
  ...AWS_INSTANCE,
];
const POSTGRES_AZURE_HEAD: Block = [
  "dbm: true",
  "host: «<SERVER>».postgres.database.azure.com",
  "port: 5432",
  "# the name of the managed identity as in Entra, not its client id",
  'username: "«<IDENTITY_NAME>»"',
  "dbname: «postgres»",
  "ssl: require",
  "azure:",
  "  deployment_type: flexible_server",
  "  fully_qualified_domain_name: «<SERVER>».postgres.database.azure.com",
  "  managed_authentication:",
  "    enabled: true",
];
const POSTGRES_AZURE: Block = [...POSTGRES_AZURE_HEAD, "    client_id: «<CLIENT_ID>»"];
const POSTGRES_AKS: Block = [
  ...POSTGRES_AZURE_HEAD,
  "    auth_type: workload_identity",
  "    client_id: «<CLIENT_ID>»",
  "    tenant_id: «<TENANT_ID>»",
];
const POSTGRES_GCP: Block = [
  "dbm: true",
  "host: «<HOST>»",
  "port: 5432",
  "username: «datadog»",
  'password: "«ENC[postgres_password]»"',
  "dbname: «postgres»",
  "ssl: require",
  "gcp:",
  "  project_id: «<PROJECT_ID>»",
  "  instance_id: «<INSTANCE_ID>»",
];
const POSTGRES_PASSWORD: Block = [
  "dbm: true",
  "host: «localhost»",
  "port: 5432",
  "username: «datadog»",
  'password: "«ENC[postgres_password]»"',
  "dbname: «postgres»",
];

const MYSQL_RDS: Block = [
  "dbm: true",
  "# the endpoint of the instance, also in Aurora: not that of the cluster or of a proxy",
  "host: «<RDS_ENDPOINT>»",
  "# the token is signed for this port, so it has to stand here",
  "port: 3306",
  "username: «datadog»",
  "ssl:",
  "  ca: «/etc/datadog-agent/certs/rds-global-bundle.pem»",
  ...AWS_INSTANCE,
];
const MYSQL_PASSWORD: Block = [
  "dbm: true",
  "host: «localhost»",
  "port: 3306",
  "username: «datadog»",
  'password: "«ENC[mysql_password]»"',
];

const ODBC: Block = [
  "connector: odbc",
  'driver: "«{ODBC Driver 18 for SQL Server}»"',
  "connection_string: Encrypt=yes;TrustServerCertificate=no",
];
const SQLSERVER_DATABASE: Block = [
  "dbm: true",
  'host: "«<SERVER>».database.windows.net,1433"',
  "# one instance for each database of the server",
  "database: «<DATABASE>»",
  ...ODBC,
  ...SQLSERVER_IDENTITY,
  "azure:",
  "  deployment_type: sql_database",
  "  fully_qualified_domain_name: «<SERVER>».database.windows.net",
];
const SQLSERVER_MANAGED_INSTANCE: Block = [
  "dbm: true",
  'host: "«<MANAGED_INSTANCE>».database.windows.net,1433"',
  ...ODBC,
  ...SQLSERVER_IDENTITY,
  "azure:",
  "  deployment_type: managed_instance",
  "  fully_qualified_domain_name: «<MANAGED_INSTANCE>».database.windows.net",
];
const SQLSERVER_RDS: Block = [
  "dbm: true",
  'host: "«<RDS_ENDPOINT>»,1433"',
  "username: «datadog»",
  'password: "«ENC[sqlserver_password]»"',
  ...ODBC,
  "aws:",
  "  instance_endpoint: «<RDS_ENDPOINT>»",
];
const SQLSERVER_PASSWORD: Block = [
  "dbm: true",
  'host: "«localhost,1433»"',
  "username: «datadog»",
  'password: "«ENC[sqlserver_password]»"',
  "connector: odbc",
  'driver: "«{ODBC Driver 18 for SQL Server}»"',
];

interface Variant {
  readonly check: "postgres" | "mysql" | "sqlserver";
  readonly name: string;
  /** Completes “When …”. */
  readonly when: string;
  readonly lines: Block;
}

const INSTANCES: readonly Variant[] = [
  {
    check: "postgres",
    name: "Postgres on RDS or Aurora with IAM",
    when: "the Agent logs in to Postgres on Amazon RDS or Aurora with an IAM token and no password",
    lines: POSTGRES_RDS,
  },
  {
    check: "postgres",
    name: "Postgres on RDS or Aurora in another AWS account",
    when: "the database lies in another AWS account than the Agent, which assumes a role there (Agent 7.57 and later)",
    lines: [...POSTGRES_RDS, `    ${ROLE_ARN}`],
  },
  {
    check: "postgres",
    name: "Azure Database for PostgreSQL with a managed identity",
    when: "the Agent runs on an Azure virtual machine with a managed identity (Agent 7.48 and later)",
    lines: POSTGRES_AZURE,
  },
  {
    check: "postgres",
    name: "Azure Database for PostgreSQL with workload identity",
    when: "the Agent runs on AKS with a federated service account (Agent 7.80 and later)",
    lines: POSTGRES_AKS,
  },
  {
    check: "postgres",
    name: "Postgres on Google Cloud SQL",
    when: "the Agent monitors Cloud SQL, for which it has no login without a password",
    lines: POSTGRES_GCP,
  },
  {
    check: "postgres",
    name: "Postgres with a password",
    when: "you run Postgres yourself, with the password taken from a secret backend",
    lines: POSTGRES_PASSWORD,
  },
  {
    check: "mysql",
    name: "MySQL on RDS or Aurora with IAM",
    when: "the Agent logs in to MySQL on Amazon RDS or Aurora with an IAM token and no password (Agent 7.67 and later)",
    lines: MYSQL_RDS,
  },
  {
    check: "mysql",
    name: "MySQL on RDS or Aurora in another AWS account",
    when: "the database lies in another AWS account than the Agent, which assumes a role there (Agent 7.67 and later)",
    lines: [...MYSQL_RDS, `    ${ROLE_ARN}`],
  },
  {
    check: "mysql",
    name: "MySQL with a password",
    when: "you run MySQL yourself, with the password taken from a secret backend",
    lines: MYSQL_PASSWORD,
  },
  {
    check: "sqlserver",
    name: "Azure SQL Database with a managed identity",
    when: "the Agent logs in to Azure SQL Database without a password, with ODBC driver 17 or later (Agent 7.48 and later)",
    lines: SQLSERVER_DATABASE,
  },
  {
    check: "sqlserver",
    name: "Azure SQL Managed Instance with a managed identity",
    when: "the Agent logs in to a managed instance without a password, with ODBC driver 17 or later (Agent 7.48 and later)",
    lines: SQLSERVER_MANAGED_INSTANCE,
  },
  {
    check: "sqlserver",
    name: "SQL Server on RDS",
    when: "the Agent monitors SQL Server on Amazon RDS, for which it has no login without a password",
    lines: SQLSERVER_RDS,
  },
  {
    check: "sqlserver",
    name: "SQL Server with a password",
    when: "you run SQL Server yourself, with the password taken from a secret backend",
    lines: SQLSERVER_PASSWORD,
  },
];

/** Parts of an instance, and instances as items of the list. */
export const CHECK_BLOCKS: readonly Snippet[] = [
  yamlBlock(
    "IAM login to RDS or Aurora",
    "When an instance of postgres or mysql is to log in with an IAM token instead of its password.",
    AWS_LOGIN,
  ),
  yamlBlock(
    "IAM login to RDS or Aurora in another AWS account",
    "When the database of an instance lies in another AWS account than the Agent, which assumes a role there.",
    AWS_CROSS_ACCOUNT_LOGIN,
  ),
  yamlBlock(
    "Microsoft Entra login to PostgreSQL with a managed identity",
    "When an instance of postgres is to log in to Azure with the identity of its virtual machine instead of a password.",
    AZURE_LOGIN,
  ),
  yamlBlock(
    "Microsoft Entra login to PostgreSQL with workload identity",
    "When the Agent runs on AKS and an instance of postgres is to log in with its service account (Agent 7.80 and later).",
    AZURE_WORKLOAD_LOGIN,
  ),
  yamlBlock(
    "Microsoft Entra login to Azure SQL with a managed identity",
    "When an instance of sqlserver is to log in without `username` and `password`; the connector has to be odbc.",
    [...ODBC, ...SQLSERVER_IDENTITY],
  ),
  ...INSTANCES.map(({ name, when, lines }) => yamlBlock(`instance: ${name}`, `When ${when}.`, asItem(lines))),
];

export const CHECK_FILES: readonly Snippet[] = INSTANCES.map(({ check, name, when, lines }) =>
  checkFile(`${check}.d/conf.yaml: ${name}`, `${check}.d/conf.yaml`, `When ${when}.`, lines),
);
