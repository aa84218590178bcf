import type { Integration } from "../../documents/kinds";
import { type Artefact, textOf } from "../artefact";
import type { DatabaseSubject, GenerateInput } from "../input";
import { mysqlGrants } from "./mysql";
import { postgresGrants } from "./postgres";
import { sqlComment } from "./quote";
import { sqlServerGrants } from "./sqlserver";

type Grants = (subject: DatabaseSubject, version: string | undefined) => string[][];

const GRANTS: Readonly<Record<Integration, Grants>> = {
  postgres: postgresGrants,
  mysql: mysqlGrants,
  sqlserver: sqlServerGrants,
};
const SERVERS: Readonly<Record<Integration, string>> = {
  postgres: "PostgreSQL",
  mysql: "MySQL",
  sqlserver: "SQL Server",
};
/** What is assumed when no version is given. */
const ASSUMED: Readonly<Record<Integration, string>> = {
  postgres: "10 or later",
  mysql: "5.7 or later",
  sqlserver: "2014 or later",
};

/** The login of the Agent and the rights that its check needs, for whoever administers the database. */
export function sqlGrants({
  database,
  options,
}: GenerateInput & { readonly database: DatabaseSubject }): Artefact {
  const { check } = database;
  const version = options.serverVersion;
  const server = `${SERVERS[check]} ${version ?? ASSUMED[check]}`;
  const azureSql = database.hosting === "azure-sql-database" ? "Azure SQL Database" : server;
  const where = database.host ?? "the server";
  const notes =
    version === undefined && database.hosting !== "azure-sql-database"
      ? [`Written for ${server}; \`--server-version\` asks for another.`]
      : [];
  if (database.login === "unknown")
    notes.push("The file does not tell how the Agent logs in, so a user with a password is assumed.");
  return {
    language: "sql",
    title: `SQL grants: the Agent on ${where}`,
    text: textOf([
      sqlComment(`What the ${check} check of the Datadog Agent needs on ${where} (${azureSql}).`),
      ...GRANTS[check](database, version),
    ]),
    notes,
  };
}
