import type { GenerateOptions } from "../../server/src/generate/input";
import { PATHS } from "../support/marks";

/** One artefact, with the file that it is written for. */
export interface Case {
  readonly generator: string;
  readonly file?: { readonly path: string; readonly text: string };
  readonly options?: GenerateOptions;
}

const check = (name: "postgres" | "mysql" | "sqlserver", ...lines: string[]) => ({
  path: PATHS[name],
  text: `instances:\n  - ${lines.join("\n    ")}\n`,
});

const ORDERS = check(
  "postgres",
  "host: orders.c9akciq32rdz.eu-west-1.rds.amazonaws.com",
  "port: 5432",
  "username: datadog",
  "dbname: orders",
  "dbm: true",
  "ssl: require",
  "aws:",
  "  instance_endpoint: orders.c9akciq32rdz.eu-west-1.rds.amazonaws.com",
  "  region: eu-west-1",
  "  managed_authentication:",
  "    enabled: true",
);
const ACROSS = {
  path: ORDERS.path,
  text: `${ORDERS.text}        role_arn: arn:aws:iam::210987654321:role/monitoring/orders-login\n`,
};
const AURORA = check(
  "mysql",
  "host: stock-1.c9akciq32rdz.us-gov-west-1.rds.amazonaws.com",
  "port: 3306",
  "username: dd_agent",
  "dbm: true",
  "ssl:",
  "  ca: /etc/ssl/rds.pem",
  "tags: ['dbclusteridentifier:stock']",
  "aws:",
  "  region: us-gov-west-1",
  "  managed_authentication:",
  "    enabled: true",
);
const PROXY = check(
  "postgres",
  "host: front.proxy-c9akciq32rdz.eu-west-1.rds.amazonaws.com",
  "username: datadog",
  "aws: { region: eu-west-1, managed_authentication: { enabled: true } }",
);
const ENTRA = check(
  "postgres",
  "host: billing.postgres.database.azure.com",
  "username: Datadog-Agent-Identity",
  "dbm: true",
  "ssl: require",
  "azure:",
  "  deployment_type: flexible_server",
  "  fully_qualified_domain_name: billing.postgres.database.azure.com",
  "  managed_authentication:",
  "    enabled: true",
  "    client_id: 3d6b1f0a-94c7-4e0e-8a0b-6f4f2f7c1d25",
  "database_autodiscovery:",
  "  enabled: true",
);
const SINGLE_SERVER = check(
  "postgres",
  "host: ledger.postgres.database.azure.com",
  "username: datadog@ledger",
  "password: ENC[ledger]",
  "azure:",
  "  deployment_type: single_server",
  "  fully_qualified_domain_name: ledger.postgres.database.azure.com",
);
const LOCAL = check("postgres", "host: localhost", "username: datadog", "password: ENC[pg]", "dbm: true");
const SQL_SERVER = check(
  "sqlserver",
  "host: 10.0.3.21,1433",
  "username: datadog",
  "password: ENC[mssql]",
  "connector: odbc",
  "database: erp",
);
const WINDOWS = check("sqlserver", "host: SQLPROD01\\PAYROLL", "connector: adodbapi");
const SQL_RDS = check(
  "sqlserver",
  "host: erp.cq1xk2v8b3ty.us-east-1.rds.amazonaws.com,1433",
  "username: datadog",
  "password: ENC[erp]",
  "connector: odbc",
);
const AZURE_SQL = check(
  "sqlserver",
  "host: shop.database.windows.net,1433",
  "database: inventory",
  "connector: odbc",
  "managed_identity:",
  "  client_id: 3d6b1f0a-94c7-4e0e-8a0b-6f4f2f7c1d25",
  "azure:",
  "  deployment_type: sql_database",
  "  fully_qualified_domain_name: shop.database.windows.net",
);
const MANAGED_INSTANCE = check(
  "sqlserver",
  "host: erp.cfcc2366ab90.database.windows.net,1433",
  "connector: odbc",
  "managed_identity:",
  "  client_id: 3d6b1f0a-94c7-4e0e-8a0b-6f4f2f7c1d25",
);
const MYSQL = check("mysql", "host: 127.0.0.1", "username: datadog", "password: ENC[mysql]", "dbm: true");
const AGENT = {
  path: PATHS.datadog,
  text: [
    "site: datadoghq.eu",
    "delegated_auth:",
    "  org_uuid: 7c3f8a52-5d0e-4b1c-9a57-2f6b1d0e8c41",
    "  provider: aws",
    "  aws:",
    "    region: eu-west-1",
    "",
  ].join("\n"),
};
const HERE: GenerateOptions = { account: "123456789012", role: "datadog-agent" };
const RESOURCE = "db-NQK3SIYRBWHYWDIAADEATAX2U4";

/** Every artefact with a golden file, by the name of that file. */
export const CASES: Readonly<Record<string, Case>> = {
  "rds-policy": { generator: "rds-policy", file: ORDERS, options: HERE },
  "rds-policy-resource-id": {
    generator: "rds-policy",
    file: ORDERS,
    options: { ...HERE, resourceId: RESOURCE },
  },
  "rds-policy-aurora-govcloud": { generator: "rds-policy", file: AURORA },
  "rds-policy-proxy": { generator: "rds-policy", file: PROXY },
  "rds-policy-across": { generator: "rds-policy", file: ACROSS, options: HERE },
  "rds-policy-nothing-known": { generator: "rds-policy" },
  "assume-role-policy": { generator: "assume-role-policy", file: ACROSS, options: HERE },
  "trust-policy-ec2": { generator: "trust-policy", options: { ...HERE, platform: "ec2" } },
  "trust-policy-ec2-china": {
    generator: "trust-policy",
    options: { ...HERE, platform: "ec2", region: "cn-north-1" },
  },
  "trust-policy-ecs": {
    generator: "trust-policy",
    options: { ...HERE, platform: "ecs", region: "eu-west-1" },
  },
  "trust-policy-eks-irsa": {
    generator: "trust-policy",
    options: { ...HERE, platform: "eks-irsa", region: "eu-west-1" },
  },
  "trust-policy-eks-pod-identity": {
    generator: "trust-policy",
    options: { ...HERE, platform: "eks-pod-identity" },
  },
  "trust-policy-cross-account": { generator: "trust-policy", file: ACROSS, options: HERE },
  "aws-commands-ec2": { generator: "aws-commands", file: ORDERS, options: { ...HERE, platform: "ec2" } },
  "aws-commands-across": {
    generator: "aws-commands",
    file: ACROSS,
    options: { ...HERE, platform: "eks-pod-identity" },
  },
  "aws-commands-nothing-known": { generator: "aws-commands" },
  "sql-postgres-password": { generator: "sql-grants", file: LOCAL },
  "sql-postgres-9.6": { generator: "sql-grants", file: LOCAL, options: { serverVersion: "9.6" } },
  "sql-postgres-iam": { generator: "sql-grants", file: ORDERS, options: { serverVersion: "15" } },
  "sql-postgres-entra": { generator: "sql-grants", file: ENTRA, options: { serverVersion: "16" } },
  "sql-postgres-azure-11": { generator: "sql-grants", file: SINGLE_SERVER, options: { serverVersion: "11" } },
  "sql-mysql-password": { generator: "sql-grants", file: MYSQL },
  "sql-mysql-iam": { generator: "sql-grants", file: AURORA, options: { serverVersion: "8.0" } },
  "sql-mysql-5.6": { generator: "sql-grants", file: MYSQL, options: { serverVersion: "5.6" } },
  "sql-sqlserver": { generator: "sql-grants", file: SQL_SERVER },
  "sql-sqlserver-2012": { generator: "sql-grants", file: SQL_SERVER, options: { serverVersion: "2012" } },
  "sql-sqlserver-windows": { generator: "sql-grants", file: WINDOWS, options: { serverVersion: "2022" } },
  "sql-sqlserver-rds": { generator: "sql-grants", file: SQL_RDS },
  "sql-sqlserver-azure-database": { generator: "sql-grants", file: AZURE_SQL },
  "sql-sqlserver-managed-instance": { generator: "sql-grants", file: MANAGED_INSTANCE },
  "intake-mapping": { generator: "intake-mapping", file: AGENT, options: HERE },
  "intake-mapping-curl": { generator: "intake-mapping-curl", file: AGENT, options: HERE },
  "identity-mapping": { generator: "identity-mapping", file: AGENT, options: HERE },
  "identity-mapping-curl": { generator: "identity-mapping-curl" },
  "terraform-provider": { generator: "terraform-provider", file: AGENT },
  "terraform-intake-mapping": { generator: "terraform-intake-mapping", file: AGENT, options: HERE },
  "terraform-identity-mapping": { generator: "terraform-identity-mapping", file: AGENT },
  "terraform-rds-policy": {
    generator: "terraform-rds-policy",
    file: ORDERS,
    options: { role: "datadog-agent" },
  },
  "terraform-rds-policy-aurora": { generator: "terraform-rds-policy", file: AURORA, options: HERE },
  "terraform-rds-policy-proxy": { generator: "terraform-rds-policy", file: PROXY, options: HERE },
  "terraform-rds-policy-across": { generator: "terraform-rds-policy", file: ACROSS, options: HERE },
};
