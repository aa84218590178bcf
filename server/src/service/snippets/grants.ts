import type { DatabaseSubject } from "../../generate/input";
import { database, generated } from "./artefact";
import type { Snippet } from "./snippet";

/** The Agent's user in each kind of database. */
export const GRANTS: readonly Snippet[] = [
  grants("Postgres 10 and later", "postgres", "When you run Postgres yourself.", {}),
  grants("Postgres 9.6", "postgres-9.6", "When you run Postgres 9.6, which has no pg_monitor.", {}, "9.6"),
  grants(
    "Postgres on RDS or Aurora with IAM",
    "postgres-rds-iam",
    "When the Agent logs in to Postgres on RDS or Aurora with an IAM token.",
    { hosting: "rds", login: "aws-iam" },
  ),
  grants(
    "Postgres on RDS or Aurora with a password",
    "postgres-rds",
    "When the Agent logs in to Postgres on RDS or Aurora with a password.",
    { hosting: "rds" },
  ),
  grants(
    "Azure Database for PostgreSQL with a managed identity",
    "postgres-azure-entra",
    "When the Agent logs in to Azure with a managed identity or workload identity.",
    { hosting: "azure", login: "entra", username: undefined },
  ),
  grants(
    "Azure Database for PostgreSQL with a password",
    "postgres-azure",
    "When the Agent logs in to Azure with a password.",
    { hosting: "azure" },
  ),
  grants("MySQL 5.7 and later", "mysql", "When you run MySQL 5.7, 8.0 or later yourself.", {
    check: "mysql",
  }),
  grants("MySQL 5.6", "mysql-5.6", "When you run MySQL 5.6.", { check: "mysql" }, "5.6"),
  grants(
    "MySQL on RDS or Aurora with IAM",
    "mysql-rds-iam",
    "When the Agent logs in to MySQL on RDS or Aurora with an IAM token.",
    { check: "mysql", hosting: "rds", login: "aws-iam" },
  ),
  grants(
    "SQL Server 2014 and later",
    "sqlserver",
    "When you run SQL Server 2014 or later yourself and the Agent logs in with a password.",
    { check: "sqlserver" },
  ),
  grants(
    "SQL Server 2012",
    "sqlserver-2012",
    "When you run SQL Server 2012, where every database needs a user of its own.",
    { check: "sqlserver" },
    "2012",
  ),
  grants(
    "SQL Server with a Windows account",
    "sqlserver-windows",
    "When the Agent logs in as the Windows account of its service.",
    { check: "sqlserver", login: "windows" },
  ),
  grants("SQL Server on RDS", "sqlserver-rds", "When SQL Server runs on Amazon RDS.", {
    check: "sqlserver",
    hosting: "rds",
  }),
  grants(
    "Azure SQL Database with a managed identity",
    "azure-sql-database",
    "When the Agent logs in to Azure SQL Database with a managed identity.",
    { check: "sqlserver", hosting: "azure-sql-database", login: "entra" },
  ),
  grants(
    "Azure SQL Managed Instance with a managed identity",
    "azure-sql-managed-instance",
    "When the Agent logs in to a managed instance with a managed identity.",
    { check: "sqlserver", hosting: "azure-managed-instance", login: "entra" },
  ),
];

function grants(
  target: string,
  prefix: string,
  description: string,
  facts: Partial<DatabaseSubject>,
  serverVersion?: string,
): Snippet {
  return generated(
    { name: `SQL grants: ${target}`, prefix: `dd-grants-${prefix}`, description },
    "sql-grants",
    {
      database: database(facts),
      options: { serverVersion },
    },
  );
}
