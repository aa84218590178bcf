import { type MysqlNeed, mysqlGrant } from "../../generate/sql/mysql";
import { LiveFailure, type Repair } from "../failure";
import { type Diagnosing, isTrue, lacks, look, ONLY_FOR_DBM, sqlRepair, textIn } from "./check";
import { type Grant, isGranted, readGrants } from "./mysql-grants";

/** The rights and objects that the grant generator writes. */
export async function diagnoseMysql(context: Diagnosing): Promise<void> {
  const version = await readVersion(context);
  if (!version) return;
  const repair: RepairOf = (need) => sqlRepair(mysqlGrant(need, context.subject.grants, version));
  const grants = await context.report.tryStep("grants", "Read the grants of the user", async () =>
    readGrants(await context.ask("SHOW GRANTS")),
  );
  if (!grants) return;
  for (const [id, need, what] of RIGHTS)
    await look(context, id, need, () => {
      if (isGranted(grants, need)) return;
      throw lacks(
        `\`${context.subject.username}\` does not have ${need}: ${what}.`,
        "Grant it.",
        repair(need),
      );
    });
  await look(context, "index-statistics", "SELECT ON mysql.innodb_index_stats", (notes) => {
    if (!isGranted(grants, "SELECT ON mysql.innodb_index_stats"))
      notes.advise("Without it there are no index metrics.", repair("SELECT ON mysql.innodb_index_stats"));
  });
  if (!context.subject.databaseMonitoring) {
    for (const [id, title] of FOR_DBM) context.report.skip(id, title, ONLY_FOR_DBM);
    return;
  }
  await checkMonitoring(context, grants, repair);
}

type RepairOf = (need: MysqlNeed) => Repair;

const RIGHTS = [
  ["replication-client", "REPLICATION CLIENT ON *.*", "the state of replication stays hidden"],
  ["process", "PROCESS ON *.*", "the threads of other users stay hidden"],
  ["performance-schema-grant", "SELECT ON performance_schema.*", "there are no query statistics"],
] as const satisfies readonly (readonly [string, MysqlNeed, string])[];

const FOR_DBM = [
  ["performance-schema", "`performance_schema` is on"],
  ["consumers", "Statistics of statements are collected"],
  ["datadog-schema", "Procedures of the schema `datadog` may be called"],
  ["explain-statement", "`datadog.explain_statement`"],
] as const;

async function readVersion({ report, ask }: Diagnosing): Promise<string | undefined> {
  return report.tryStep("version", "Version of the server", async (notes) => {
    const [row] = await ask("SELECT VERSION() AS version");
    const text = textIn(row, "version") ?? "";
    const maria = /mariadb/i.test(text);
    notes.note(`${maria ? "MariaDB" : "MySQL"} ${text}.`);
    const [major = 0, minor = 0] = text.split(".").map((part) => Number.parseInt(part, 10));
    if (major < 5 || (major === 5 && minor < 5))
      throw new LiveFailure(
        "configuration",
        "The Agent supports MySQL 5.6 and later.",
        "Upgrade the server.",
      );
    return /^[\d.]+/.exec(text)?.[0] ?? "";
  });
}

async function checkMonitoring(
  context: Diagnosing,
  grants: readonly Grant[],
  repair: RepairOf,
): Promise<void> {
  const { ask, subject } = context;
  const [schema, consumers, procedures, explain] = FOR_DBM;
  await look(context, ...schema, async () => {
    const [row] = await ask("SELECT @@performance_schema AS enabled");
    if (!isTrue(Number(textIn(row, "enabled"))))
      throw new LiveFailure(
        "configuration",
        "`performance_schema` is off, so the server keeps no statistics of queries.",
        "Write `performance_schema = ON` under `[mysqld]` in its configuration, or into the parameter group, and restart the server.",
      );
  });
  const routines = await routinesOf(context);
  await look(context, ...consumers, async (notes) => {
    const rows = await ask(
      "SELECT name, enabled FROM performance_schema.setup_consumers WHERE name LIKE 'events_statements_%' OR name = 'events_waits_current'",
    );
    const off = rows
      .filter((row) => textIn(row, "enabled") !== "YES")
      .map((row) => `\`${textIn(row, "name")}\``);
    if (off.length === 0 || routines.has("enable_events_statements_consumers")) return;
    notes.advise(
      `${off.join(", ")} ${off.length === 1 ? "is" : "are"} off, and there is no procedure that lets the Agent switch ${off.length === 1 ? "it" : "them"} on.`,
      repair("enable_events_statements_consumers"),
    );
  });
  await look(context, ...procedures, () => {
    if (isGranted(grants, "EXECUTE ON datadog.*")) return;
    throw lacks(
      `\`${subject.username}\` does not have EXECUTE on the schema \`datadog\`, or there is no such schema.`,
      "Create it and grant EXECUTE.",
      repair("schema"),
    );
  });
  await look(context, ...explain, () => {
    if (routines.has("explain_statement")) return;
    throw lacks(
      "The procedure `datadog.explain_statement` is missing, or may not be called, so there are no explain plans.",
      "Create it.",
      repair("explain_statement"),
    );
  });
}

/** Only what the user may call is listed. */
async function routinesOf({ ask }: Diagnosing): Promise<ReadonlySet<string | undefined>> {
  const rows = await ask(
    "SELECT routine_name AS name FROM information_schema.routines WHERE routine_schema = 'datadog'",
  );
  return new Set(rows.map((row) => textIn(row, "name")));
}
