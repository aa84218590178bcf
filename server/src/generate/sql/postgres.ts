import type { DatabaseSubject } from "../input";
import { postgresName, sqlComment, sqlString } from "./quote";
import { isAtLeast } from "./server-version";

/** Grants for the postgres check, in blocks. */
export function postgresGrants(subject: DatabaseSubject, version: string | undefined): string[][] {
  const { name, user } = namesOf(subject);
  const old = isOld(version);
  return [
    sqlComment(
      `1. Once per server, on the primary if it has replicas, as ${ADMIN[subject.hosting] ?? "a superuser"}${subject.login === "entra" ? ENTRA_ADMIN : "."}`,
    ),
    createUser(subject, name, user),
    ...(old ? [] : [serverGrants(subject, user, version)]),
    sqlComment(`2. In ${places(subject)} (in psql: \\connect <DATABASE>).`),
    schema(user),
    extension(subject, old),
    ...(old ? oldServerViews(user) : []),
    explainFunction(),
  ];
}

/** Something that the check needs and that SQL can give it. */
export type PostgresNeed =
  | "user"
  | "monitoring"
  | "schema"
  | "usage"
  | "pg_stat_statements"
  | "explain_statement";

/** The part of the grants that gives one thing. */
export function postgresGrant(
  need: PostgresNeed,
  subject: DatabaseSubject,
  version: string | undefined,
): string[][] {
  const { name, user } = namesOf(subject);
  const old = isOld(version);
  switch (need) {
    case "user":
      return [createUser(subject, name, user)];
    case "monitoring":
      return old ? oldServerViews(user) : [serverGrants(subject, user, version)];
    case "schema":
      return [schema(user)];
    case "usage":
      return [usage(user)];
    case "pg_stat_statements":
      return [extension(subject, old)];
    case "explain_statement":
      return [explainFunction()];
  }
}

function namesOf(subject: DatabaseSubject): { readonly name: string; readonly user: string } {
  const name = subject.username ?? (subject.login === "entra" ? "<IDENTITY_NAME>" : "<DATABASE_USER>");
  return { name, user: postgresName(name) };
}

/** Before version 10 there were no roles for monitoring. */
function isOld(version: string | undefined): boolean {
  return version !== undefined && !isAtLeast(version, "10");
}

const ADMIN: Partial<Readonly<Record<DatabaseSubject["hosting"], string>>> = {
  rds: "the master user, which is a member of rds_superuser",
  azure: "an administrator of the server",
};
const ENTRA_ADMIN =
  ": the Microsoft Entra administrator, connected to the database `postgres`. The function below exists nowhere else.";

function places({ database, autodiscovery }: DatabaseSubject): string {
  if (database !== undefined && !autodiscovery)
    return `\`${database}\` and every other database whose queries are to be explained`;
  return "every database that is to be monitored";
}

function createUser({ login }: DatabaseSubject, name: string, user: string): string[] {
  switch (login) {
    case "aws-iam":
      return [
        ...sqlComment(
          "The user that the Agent logs in as with an IAM token. It must be new and have no password.",
        ),
        `CREATE USER ${user} WITH LOGIN;`,
        `GRANT rds_iam TO ${user};`,
      ];
    case "entra":
      return [
        ...sqlComment(
          "The managed identity by its name as in Entra, capital letters included; its client id is no name. The name is the `username` of the instance.",
        ),
        `SELECT * FROM pgaadauth_create_principal(${sqlString(name)}, false, false);`,
      ];
    default:
      return [
        ...sqlComment(
          "The user that the Agent logs in as; the password goes into the instance by way of a secret backend.",
        ),
        `CREATE USER ${user} WITH PASSWORD '<PASSWORD>';`,
      ];
  }
}

function serverGrants({ hosting }: DatabaseSubject, user: string, version: string | undefined): string[] {
  // Azure lets nobody hand on pg_monitor from version 16; its two halves do on every version since 10
  if (hosting === "azure" && (version === undefined || isAtLeast(version, "16"))) {
    return [
      ...sqlComment("Reads all settings, and the statistics and queries of all users."),
      `GRANT pg_read_all_settings TO ${user};`,
      `GRANT pg_read_all_stats TO ${user};`,
    ];
  }
  const inherit = hosting === "rds" && (version === undefined || isAtLeast(version, "15"));
  return [
    ...sqlComment("Reads all settings, and the statistics and queries of all users."),
    `GRANT pg_monitor TO ${user};`,
    ...(inherit ? [`ALTER ROLE ${user} INHERIT;`] : []),
  ];
}

function schema(user: string): string[] {
  return [
    ...sqlComment("The schema of the functions that the Agent calls. Its name is always `datadog`."),
    "CREATE SCHEMA IF NOT EXISTS datadog;",
    ...usage(user),
  ];
}

function usage(user: string): string[] {
  return [`GRANT USAGE ON SCHEMA datadog TO ${user};`, `GRANT USAGE ON SCHEMA public TO ${user};`];
}

function extension({ hosting }: DatabaseSubject, old: boolean): string[] {
  const parameter = hosting === "azure" ? "`azure.extensions`" : "`shared_preload_libraries`";
  return [
    ...sqlComment(`Query metrics. The server parameter ${parameter} must list pg_stat_statements.`),
    `CREATE EXTENSION IF NOT EXISTS pg_stat_statements${hosting === "rds" && !old ? " SCHEMA public" : ""};`,
  ];
}

/** Before version 10 there is no role that may see other users' queries, so functions of the owner show them. */
function oldServerViews(user: string): string[][] {
  return [
    [
      ...sqlComment(
        "The activity and query statistics of all users. The instance has to name both: `pg_stat_activity_view: datadog.pg_stat_activity()` and `pg_stat_statements_view: datadog.pg_stat_statements()`.",
      ),
      `GRANT SELECT ON pg_stat_database TO ${user};`,
      viewFunction("pg_stat_activity", "pg_catalog.pg_stat_activity"),
      viewFunction("pg_stat_statements", "pg_stat_statements"),
    ],
  ];
}

function viewFunction(name: string, view: string): string {
  return [
    `CREATE OR REPLACE FUNCTION datadog.${name}()`,
    `RETURNS SETOF ${view}`,
    "LANGUAGE sql",
    "SECURITY DEFINER",
    // the caller's temporary objects come last, or they could pass for the view and run as the owner
    "SET search_path = pg_catalog, public, pg_temp",
    `AS $function$ SELECT * FROM ${view}; $function$;`,
  ].join("\n");
}

/**
 * The signature is the one that the check calls. A cursor takes one statement only: with plain EXECUTE,
 * whoever may call the function could append a statement and run it with its owner's rights.
 */
function explainFunction(): string[] {
  return [
    ...sqlComment(
      "Explain plans. The function runs with the rights of whoever creates it, so create it as a user that may read the tables. Nothing is executed: EXPLAIN only plans.",
    ),
    "CREATE OR REPLACE FUNCTION datadog.explain_statement(l_query text, OUT explain json)",
    "RETURNS SETOF json",
    "LANGUAGE plpgsql",
    "STRICT",
    "SECURITY DEFINER",
    "AS $function$",
    "DECLARE",
    "  plan_cursor refcursor;",
    "  plan json;",
    "BEGIN",
    "  SET TRANSACTION READ ONLY;",
    "  -- a cursor takes a single statement, so that nothing can be appended to the query",
    "  OPEN plan_cursor FOR EXECUTE pg_catalog.concat('EXPLAIN (FORMAT JSON) ', l_query);",
    "  FETCH plan_cursor INTO plan;",
    "  CLOSE plan_cursor;",
    "  RETURN QUERY SELECT plan;",
    "END;",
    "$function$;",
  ];
}
