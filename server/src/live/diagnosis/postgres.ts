import { type PostgresNeed, postgresGrant } from "../../generate/sql/postgres";
import { LiveFailure, type Repair } from "../failure";
import { type Diagnosing, isTrue, lacks, look, ONLY_FOR_DBM, sqlRepair, textIn } from "./check";
import { diagnosePostgresSettings } from "./postgres-settings";

const OLDEST = 90_600;
const WITH_MONITOR_ROLES = 100_000;
const INHERITS_BY_GRANT = 160_000;

/** What the Agent's own diagnosis looks at, and in its order. */
export async function diagnosePostgres(context: Diagnosing): Promise<void> {
  const version = await readVersion(context);
  if (version === undefined) return;
  const repair = (need: PostgresNeed) => sqlRepair(postgresGrant(need, context.subject.grants, version.text));
  await diagnosePostgresSettings(context);
  await look(context, "pg_monitor", "May read statistics and settings", () =>
    version.number < WITH_MONITOR_ROLES
      ? checkOldViews(context, repair)
      : checkMonitor(context, version.number, repair),
  );
  await look(context, "pg_stat_activity", "Sees the activity of all users", () =>
    checkActivity(context, version.number, repair),
  );
  if (!context.subject.databaseMonitoring) {
    for (const [id, title] of PER_DATABASE) context.report.skip(id, title, ONLY_FOR_DBM);
    return;
  }
  await checkDatabase(context, repair);
}

type RepairOf = (need: PostgresNeed) => Repair;

interface Version {
  readonly number: number;
  /** As the generator takes it: `15.4`. */
  readonly text: string;
}

async function readVersion({ report, ask }: Diagnosing): Promise<Version | undefined> {
  return report.tryStep("version", "Version of the server", async (notes) => {
    const [row] = await ask(
      "SELECT current_setting('server_version') AS text, current_setting('server_version_num') AS number",
    );
    const text = textIn(row, "text") ?? "";
    const number = Number(textIn(row, "number"));
    notes.note(`PostgreSQL ${text}.`);
    if (number < OLDEST)
      throw new LiveFailure(
        "configuration",
        "The Agent supports PostgreSQL 9.6 and later.",
        "Upgrade the server.",
      );
    return { number, text: /^[\d.]+/.exec(text)?.[0] ?? "" };
  });
}

/** Azure lets nobody grant pg_monitor since 16, but its two halves, so they are what is looked at. */
async function checkMonitor({ ask, subject }: Diagnosing, version: number, repair: RepairOf): Promise<void> {
  const [row] = await ask(`SELECT
    pg_has_role('pg_read_all_settings', 'USAGE') AND pg_has_role('pg_read_all_stats', 'USAGE') AS usable,
    pg_has_role('pg_read_all_settings', 'MEMBER') AND pg_has_role('pg_read_all_stats', 'MEMBER') AS member`);
  if (isTrue(row?.usable)) return;
  const name = `"${(subject.username ?? "").replaceAll('"', '""')}"`;
  if (isTrue(row?.member))
    throw lacks(
      `\`${subject.username}\` is a member of \`pg_monitor\` but does not inherit its rights.`,
      "Let it inherit them.",
      {
        language: "sql",
        text:
          version >= INHERITS_BY_GRANT
            ? `GRANT pg_monitor TO ${name} WITH INHERIT TRUE;\n`
            : `ALTER ROLE ${name} INHERIT;\n`,
      },
    );
  throw lacks(
    `\`${subject.username}\` may not read all statistics and settings: it is no member of \`pg_monitor\`.`,
    "Grant it the role, once per server.",
    repair("monitoring"),
  );
}

async function checkOldViews({ ask, subject }: Diagnosing, repair: RepairOf): Promise<void> {
  const rows = await ask(`SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'datadog' AND proname IN ('pg_stat_activity', 'pg_stat_statements')`);
  if (rows.length >= 2) return;
  throw lacks(
    `Before PostgreSQL 10 there is no \`pg_monitor\`, and the functions that stand in for it are missing, so \`${subject.username}\` sees its own activity only.`,
    "Create them in every database, and name them in the instance as the comment says.",
    repair("monitoring"),
  );
}

async function checkActivity({ ask }: Diagnosing, version: number, repair: RepairOf): Promise<void> {
  const view = version < WITH_MONITOR_ROLES ? "datadog.pg_stat_activity()" : "pg_stat_activity";
  const [row] = await ask(`SELECT count(*) AS hidden FROM ${view} WHERE query = '<insufficient privilege>'`);
  const hidden = Number(textIn(row, "hidden"));
  if (hidden === 0) return;
  throw lacks(
    `\`pg_stat_activity\` hides ${hidden} of its rows: what other users run is not shown.`,
    "Grant the role that shows it, once per server.",
    repair("monitoring"),
  );
}

const PER_DATABASE = [
  ["datadog-schema", "Schema `datadog`"],
  ["usage", "USAGE on the schemas `datadog` and `public`"],
  ["pg_stat_statements", "`pg_stat_statements` can be read"],
  ["explain_statement", "`datadog.explain_statement`"],
] as const;

/** The Agent looks at every database that it monitors; this is the one of the login. */
async function checkDatabase(context: Diagnosing, repair: RepairOf): Promise<void> {
  const { ask, subject } = context;
  const schemas = await context.report.tryStep("database", "Schemas of this database", async (notes) => {
    const [row] = await ask("SELECT current_database() AS name");
    notes.note(
      `What follows is about the database \`${textIn(row, "name")}\`${subject.grants.autodiscovery ? "; with `database_autodiscovery` every database needs the same" : ""}.`,
    );
    const rows = await ask(
      "SELECT nspname AS name, has_schema_privilege(oid, 'USAGE') AS usable FROM pg_namespace WHERE nspname IN ('datadog', 'public')",
    );
    return new Map(rows.map((schema) => [textIn(schema, "name"), isTrue(schema.usable)]));
  });
  if (!schemas) return;
  const [schema, usage, statements, explain] = PER_DATABASE;
  await look(context, ...schema, () => {
    if (!schemas.has("datadog"))
      throw lacks("There is no schema `datadog` in this database.", "Create it.", repair("schema"));
  });
  await look(context, ...usage, () => {
    const closed = ["datadog", "public"].filter((name) => schemas.get(name) === false);
    if (closed.length > 0)
      throw lacks(
        `\`${subject.username}\` has no USAGE on ${closed.map((name) => `\`${name}\``).join(" and ")}.`,
        "Grant it.",
        repair("usage"),
      );
    if (!schemas.has("datadog"))
      throw lacks("There is no schema `datadog` to have USAGE on.", "Create it.", repair("schema"));
  });
  await look(context, ...statements, () => checkStatements(context, repair));
  await look(context, ...explain, () => checkExplain(context, repair));
}

async function checkStatements({ ask, subject }: Diagnosing, repair: RepairOf): Promise<void> {
  const [extension] = await ask(
    "SELECT n.nspname AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'",
  );
  if (!extension)
    throw lacks(
      "The extension `pg_stat_statements` is not created in this database, so there are no query metrics.",
      "Create it.",
      repair("pg_stat_statements"),
    );
  try {
    await ask("SELECT 1 FROM pg_stat_statements LIMIT 1");
  } catch (error) {
    if (!(error instanceof LiveFailure)) throw error;
    if (error.code === "55000")
      throw new LiveFailure(
        "configuration",
        "The extension is created, but the server has not loaded its library.",
        "Add it to `shared_preload_libraries`, as above, and restart the server.",
        { detail: error.detail },
      );
    const schema = textIn(extension, "schema") ?? "public";
    throw lacks(
      `\`pg_stat_statements\` is in the schema \`${schema}\`, where \`${subject.username}\` does not find it or may not read it.`,
      "Let the user into that schema and look there.",
      openSchema(schema, subject.username ?? ""),
    );
  }
}

function openSchema(schema: string, user: string): Repair {
  const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
  return {
    language: "sql",
    text: `GRANT USAGE ON SCHEMA ${quote(schema)} TO ${quote(user)};\nALTER ROLE ${quote(user)} SET search_path = "$user", public, ${quote(schema)};\n`,
  };
}

async function checkExplain({ ask, subject }: Diagnosing, repair: RepairOf): Promise<void> {
  const [found] = await ask(`SELECT has_function_privilege(p.oid, 'EXECUTE') AS usable
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'datadog' AND p.proname = 'explain_statement' AND p.pronargs = 1`);
  if (!found)
    throw lacks(
      "The function `datadog.explain_statement` is missing in this database, so there are no explain plans.",
      "Create it.",
      repair("explain_statement"),
    );
  if (!isTrue(found.usable))
    throw lacks(`\`${subject.username}\` may not call \`datadog.explain_statement\`.`, "Grant EXECUTE.", {
      language: "sql",
      text: `GRANT EXECUTE ON FUNCTION datadog.explain_statement(text) TO "${(subject.username ?? "").replaceAll('"', '""')}";\n`,
    });
  await ask("SELECT datadog.explain_statement('SELECT 1') AS plan");
}
