import type { DatabaseSubject } from "../input";
import { mysqlString, sqlComment } from "./quote";
import { isAtLeast } from "./server-version";

/** Grants for the mysql check, in blocks. */
export function mysqlGrants(subject: DatabaseSubject, version: string | undefined): string[][] {
  const user = userOf(subject);
  return [
    sqlComment(
      "1. Once per server, on the primary if it has replicas, as an administrator. '%' lets the user come from any host; a narrower name works too.",
    ),
    createUser(subject, user, version),
    [
      ...sqlComment("Replication state, running threads of all users, and query statistics."),
      ...PRIVILEGES.filter((privilege) => privilege !== INDEX_STATISTICS).map(grantTo(user)),
      ...sqlComment("Index metrics."),
      grantTo(user)(INDEX_STATISTICS),
    ],
    schema(user),
    consumers(),
    datadogProcedure(),
    sqlComment("2. For every schema whose queries are to be explained: put its name in the two places."),
    [
      ...explainProcedure("`<SCHEMA>`"),
      `GRANT EXECUTE ON PROCEDURE \`<SCHEMA>\`.explain_statement TO ${user};`,
    ],
  ];
}

const INDEX_STATISTICS = "SELECT ON mysql.innodb_index_stats";

/** What the check's user has to be granted, without whom to. */
const PRIVILEGES = [
  "REPLICATION CLIENT ON *.*",
  "PROCESS ON *.*",
  "SELECT ON performance_schema.*",
  INDEX_STATISTICS,
] as const;

/** Something that the check needs and that SQL can give it. */
export type MysqlNeed =
  | (typeof PRIVILEGES)[number]
  | "user"
  | "schema"
  | "explain_statement"
  | "enable_events_statements_consumers";

/** The part of the grants that gives one thing. */
export function mysqlGrant(
  need: MysqlNeed,
  subject: DatabaseSubject,
  version: string | undefined,
): string[][] {
  const user = userOf(subject);
  switch (need) {
    case "user":
      return [createUser(subject, user, version)];
    case "schema":
      return [schema(user)];
    case "explain_statement":
      return [datadogProcedure()];
    case "enable_events_statements_consumers":
      return [consumers()];
    default:
      return [[grantTo(user)(need)]];
  }
}

function userOf({ username }: DatabaseSubject): string {
  return `${mysqlString(username ?? "<DATABASE_USER>")}@'%'`;
}

function grantTo(user: string): (privilege: string) => string {
  return (privilege) => `GRANT ${privilege} TO ${user};`;
}

function schema(user: string): string[] {
  return [
    ...sqlComment("The schema of the procedures that the Agent calls. Its name is always `datadog`."),
    "CREATE SCHEMA IF NOT EXISTS datadog;",
    `GRANT EXECUTE ON datadog.* TO ${user};`,
  ];
}

function datadogProcedure(): string[] {
  return explainProcedure(
    "datadog",
    "Explain plans of queries that run in no schema. Nothing is executed: EXPLAIN only plans.",
  );
}

function createUser({ login }: DatabaseSubject, user: string, version: string | undefined): string[] {
  const limit = "At most five connections, so that a mistake of the monitoring cannot use them all up.";
  const old = version !== undefined && !isAtLeast(version, "5.7");
  const limited = old
    ? `GRANT USAGE ON *.* TO ${user} WITH MAX_USER_CONNECTIONS 5;`
    : `ALTER USER ${user} WITH MAX_USER_CONNECTIONS 5;`;
  const [comment, identified] =
    login === "aws-iam"
      ? [
          "The user that the Agent logs in as with an IAM token. It has no password.",
          "IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'",
        ]
      : [
          `The user that the Agent logs in as; the password goes into the instance by way of a secret backend.`,
          "IDENTIFIED BY '<PASSWORD>'",
        ];
  return [...sqlComment(comment), `CREATE USER ${user} ${identified};`, ...sqlComment(limit), limited];
}

function consumers(): string[] {
  return [
    ...sqlComment(
      "Lets the Agent switch on the statistics that it reads, which a restart of the server switches off.",
    ),
    "DELIMITER $$",
    "CREATE PROCEDURE datadog.enable_events_statements_consumers()",
    "  SQL SECURITY DEFINER",
    "BEGIN",
    "  UPDATE performance_schema.setup_consumers SET enabled = 'YES' WHERE name LIKE 'events_statements_%';",
    "  UPDATE performance_schema.setup_consumers SET enabled = 'YES' WHERE name = 'events_waits_current';",
    "END $$",
    "DELIMITER ;",
  ];
}

/** The name and the parameter are those that the check calls with. */
function explainProcedure(schema: string, comment?: string): string[] {
  return [
    ...(comment === undefined ? [] : sqlComment(comment)),
    "DELIMITER $$",
    `CREATE PROCEDURE ${schema}.explain_statement(IN query TEXT)`,
    "  SQL SECURITY DEFINER",
    "BEGIN",
    "  SET @explain := CONCAT('EXPLAIN FORMAT=json ', query);",
    "  PREPARE stmt FROM @explain;",
    "  EXECUTE stmt;",
    "  DEALLOCATE PREPARE stmt;",
    "END $$",
    "DELIMITER ;",
  ];
}
