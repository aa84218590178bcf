import { type SqlServerNeed, sqlServerGrant } from "../../generate/sql/sqlserver";
import { LiveFailure } from "../failure";
import { type Diagnosing, isTrue, lacks, look, sqlRepair, textIn } from "./check";

/** `SERVERPROPERTY('EngineEdition')` */
const AZURE_SQL_DATABASE = 5;
const SQL_SERVER_2012 = 11;
const SQL_SERVER_2014 = 12;

/** The rights that the check needs. Azure SQL Database gives them with server roles, and per database. */
export async function diagnoseSqlserver(context: Diagnosing): Promise<void> {
  const server = await readServer(context);
  if (!server) return;
  if (server.edition === AZURE_SQL_DATABASE) {
    await right(context, "view-server-state", DATABASE_STATE, "##MS_ServerStateReader##");
    await right(context, "view-any-definition", DATABASE_DEFINITION, "##MS_DefinitionReader##");
    return;
  }
  await right(context, "view-server-state", "VIEW SERVER STATE", "VIEW SERVER STATE");
  await right(context, "view-any-definition", "VIEW ANY DEFINITION", "VIEW ANY DEFINITION");
  const why =
    context.subject.grants.hosting === "rds"
      ? "RDS does not let anybody grant it: the user has to be in every database that is monitored."
      : "SQL Server before 2014 does not have it: the user has to be in every database that is monitored.";
  if (context.subject.grants.hosting === "rds" || server.major < SQL_SERVER_2014)
    context.report.skip("connect-any-database", "CONNECT ANY DATABASE", why);
  else await right(context, "connect-any-database", "CONNECT ANY DATABASE", "CONNECT ANY DATABASE");
}

const DATABASE_STATE = "VIEW DATABASE STATE";
const DATABASE_DEFINITION = "VIEW DEFINITION";

interface Server {
  readonly major: number;
  readonly edition: number;
}

async function readServer({ report, ask, subject }: Diagnosing): Promise<Server | undefined> {
  return report.tryStep("version", "Version of the server", async (notes) => {
    const [row] = await ask(
      "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS version, CAST(SERVERPROPERTY('EngineEdition') AS int) AS edition, DB_NAME() AS db, SUSER_SNAME() AS login",
    );
    const edition = Number(textIn(row, "edition"));
    const version = textIn(row, "version") ?? "";
    const major = Number(version.split(".")[0]);
    notes.note(
      `${edition === AZURE_SQL_DATABASE ? "Azure SQL Database" : "SQL Server"} ${version}, logged in as \`${textIn(row, "login")}\` to \`${textIn(row, "db")}\`.`,
    );
    if (subject.grants.autodiscovery && edition === AZURE_SQL_DATABASE)
      notes.advise(
        "`database_autodiscovery` finds nothing in Azure SQL Database. Write one instance for each database, with its name in `database`.",
      );
    if (major < SQL_SERVER_2012)
      throw new LiveFailure(
        "configuration",
        "The Agent supports SQL Server 2012 and later.",
        "Upgrade the server.",
      );
    return { major, edition };
  });
}

/** Looks whether the login has a right in effect, from wherever it comes. */
async function right(
  context: Diagnosing,
  id: string,
  permission: string,
  need: SqlServerNeed,
): Promise<void> {
  const onDatabase = permission === DATABASE_STATE || permission === DATABASE_DEFINITION;
  const scope = onDatabase ? "DB_NAME(), 'DATABASE'" : "NULL, NULL";
  await look(context, id, permission, async () => {
    const [row] = await context.ask(`SELECT HAS_PERMS_BY_NAME(${scope}, '${permission}') AS granted`);
    if (isTrue(row?.granted)) return;
    throw lacks(
      `The login does not have ${permission}.`,
      onDatabase ? `Make it a member of \`${need}\`, connected to \`master\`.` : "Grant it, once per server.",
      sqlRepair(sqlServerGrant(need, context.subject.grants)),
    );
  });
}
