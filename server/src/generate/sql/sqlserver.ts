import type { DatabaseSubject } from "../input";
import { sqlComment, sqlServerName } from "./quote";
import { isAtLeast } from "./server-version";

/** Grants for the sqlserver check, in blocks. */
export function sqlServerGrants(subject: DatabaseSubject, version: string | undefined): string[][] {
  const user = sqlServerName(nameOf(subject));
  if (subject.hosting === "azure-sql-database") return azureSqlDatabase(subject, user);
  const everywhere = subject.hosting !== "rds" && (version === undefined || isAtLeast(version, "2014"));
  return [
    sqlComment(`1. Once per server, as ${administrator(subject)}.`),
    ["USE [master];", "GO", ...createLogin(subject, user), createUser(user)],
    serverGrants(user, everywhere),
    jobs(subject, user),
    ...(everywhere ? [] : everyDatabase(subject, user)),
  ];
}

const SERVER_RIGHTS = ["VIEW SERVER STATE", "VIEW ANY DEFINITION"] as const;
const EVERYWHERE = "CONNECT ANY DATABASE";

/** Something that the check needs and that SQL can give it. */
export type SqlServerNeed =
  | (typeof SERVER_RIGHTS)[number]
  | typeof EVERYWHERE
  | "login"
  | "user"
  | "##MS_ServerStateReader##"
  | "##MS_DefinitionReader##";

/** The part of the grants that gives one thing. */
export function sqlServerGrant(need: SqlServerNeed, subject: DatabaseSubject): string[][] {
  const user = sqlServerName(nameOf(subject));
  switch (need) {
    case "login":
      return [[...createLogin(subject, user), createUser(user)]];
    case "user":
      return [[createUser(user)]];
    case "##MS_ServerStateReader##":
    case "##MS_DefinitionReader##":
      return [[joinRole(need, user)]];
    default:
      return [[grantRight(need, user)]];
  }
}

function createUser(user: string): string {
  return `CREATE USER ${user} FOR LOGIN ${user};`;
}

function grantRight(right: string, user: string): string {
  return `GRANT ${right} TO ${user};`;
}

function joinRole(role: string, user: string): string {
  return `ALTER SERVER ROLE ${role} ADD MEMBER ${user};`;
}

function nameOf({ login, username }: DatabaseSubject): string {
  if (login === "entra") return "<MANAGED_IDENTITY_NAME>";
  return login === "windows" ? "<DOMAIN>\\<ACCOUNT_OF_THE_AGENT>" : (username ?? "<DATABASE_USER>");
}

function administrator({ hosting, login }: DatabaseSubject): string {
  if (login === "entra") return "the Microsoft Entra administrator";
  if (hosting === "rds") return "the master user";
  return hosting === "self-hosted" ? "a member of sysadmin" : "an administrator of the server";
}

function createLogin({ login }: DatabaseSubject, user: string): string[] {
  switch (login) {
    case "entra":
      return [
        ...sqlComment("The managed identity by its name as in Entra, which is not its client id."),
        `CREATE LOGIN ${user} FROM EXTERNAL PROVIDER;`,
      ];
    case "windows":
      return [
        ...sqlComment(
          "The Windows account that the Agent's service runs as: a domain account, or the computer's own (`DOMAIN\\COMPUTER$`).",
        ),
        `CREATE LOGIN ${user} FROM WINDOWS;`,
      ];
    default:
      return [
        ...sqlComment(
          "The login of the Agent; the password goes into the instance by way of a secret backend.",
        ),
        `CREATE LOGIN ${user} WITH PASSWORD = '<PASSWORD>';`,
      ];
  }
}

function serverGrants(user: string, everywhere: boolean): string[] {
  return [
    ...sqlComment("Statistics, running queries, and what the objects in them are."),
    ...SERVER_RIGHTS.map((right) => grantRight(right, user)),
    ...(everywhere
      ? [...sqlComment("Connects to every database, those to come included."), grantRight(EVERYWHERE, user)]
      : []),
    "GO",
  ];
}

/** RDS gives msdb away table by table. */
function jobs({ hosting }: DatabaseSubject, user: string): string[] {
  const tables = [
    "log_shipping_monitor_primary",
    "log_shipping_monitor_secondary",
    "sysjobs",
    "sysjobhistory",
    "sysjobactivity",
  ];
  return [
    ...sqlComment(
      "Log shipping (Agent 7.50 and later) and SQL Server Agent jobs (7.57 and later); leave this out if you monitor neither.",
    ),
    "USE [msdb];",
    "GO",
    createUser(user),
    ...(hosting === "rds"
      ? tables.map((table) => `GRANT SELECT ON dbo.${table} TO ${user};`)
      : [`GRANT SELECT TO ${user};`]),
    "GO",
  ];
}

function everyDatabase({ hosting, database, autodiscovery }: DatabaseSubject, user: string): string[][] {
  const why =
    hosting === "rds"
      ? "RDS does not let anybody grant CONNECT ANY DATABASE"
      : "SQL Server before 2014 has no CONNECT ANY DATABASE";
  const name =
    database !== undefined && !autodiscovery && !SYSTEM.has(database.toLowerCase()) ? database : "<DATABASE>";
  return [
    sqlComment(`2. For every database that is to be monitored, and again for each new one: ${why}.`),
    [`USE ${sqlServerName(name)};`, "GO", createUser(user), "GO"],
  ];
}

const SYSTEM = new Set(["master", "msdb", "tempdb", "model"]);

/** There is no USE between databases here, and rights on the server come from server roles. */
function azureSqlDatabase(subject: DatabaseSubject, user: string): string[][] {
  const example = subject.database === undefined ? "" : `, \`${subject.database}\` among them`;
  return [
    sqlComment(`1. Connected to the database \`master\`, as ${administrator(subject)}.`),
    [...createLogin(subject, user), createUser(user), "GO"],
    [
      ...sqlComment("Statistics, running queries, and what the objects in them are."),
      joinRole("##MS_ServerStateReader##", user),
      joinRole("##MS_DefinitionReader##", user),
      "GO",
    ],
    sqlComment(
      `2. Connected to every database that an instance of the check names${example}: a new connection each, USE does not switch.`,
    ),
    [createUser(user), "GO"],
  ];
}
