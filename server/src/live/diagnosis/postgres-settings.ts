import { type ServerParameter, setParameter } from "../../generate/sql/server-parameter";
import { LiveFailure } from "../failure";
import { type Diagnosing, look, ONLY_FOR_DBM, type Row, textIn } from "./check";

const QUERY_SIZE = 4096;
const MOST_STATEMENTS = 10_000;

const STEPS = {
  shared_preload_libraries: "Library `pg_stat_statements` is loaded",
  track_activity_query_size: "Size of query texts",
  track_io_timing: "Timing of reads and writes",
  "pg_stat_statements.max": "Number of statements kept",
} as const;

type Name = keyof typeof STEPS;

/** Settings of the server. The first is needed; the others make what is collected better. */
export async function diagnosePostgresSettings(context: Diagnosing): Promise<void> {
  if (!context.subject.databaseMonitoring) {
    for (const [id, title] of Object.entries(STEPS)) context.report.skip(id, title, ONLY_FOR_DBM);
    return;
  }
  const names = Object.keys(STEPS).map((name) => `'${name}'`);
  const settings = await context.report.tryStep("settings", "Read the server's settings", async () => {
    const rows = await context.ask(
      `SELECT name, setting, pending_restart FROM pg_settings WHERE name IN (${names.join(", ")})`,
    );
    return new Map(rows.map((row) => [textIn(row, "name"), row]));
  });
  if (!settings) return;
  const { grants } = context.subject;
  const repair = (name: Name, values: readonly string[], needsRestart: boolean) =>
    setParameter({ name, values, needsRestart } satisfies ServerParameter, grants);
  const step = (name: Name, work: Parameters<typeof look>[3]) => look(context, name, STEPS[name], work);

  await step("shared_preload_libraries", () => {
    // only users with all rights see this list, and everybody sees the settings of a library that is loaded
    if (settings.has("pg_stat_statements.max")) return;
    const row = settings.get("shared_preload_libraries");
    const loaded = librariesOf(row);
    throw new LiveFailure(
      "configuration",
      loaded.includes("pg_stat_statements")
        ? "`pg_stat_statements` is in `shared_preload_libraries`, but the server has not loaded it."
        : "The server has not loaded `pg_stat_statements`, without which there are no query metrics.",
      row
        ? "Add it to `shared_preload_libraries` and restart the server."
        : "Add it to `shared_preload_libraries` and restart the server. The user may not see what else is listed there: keep it.",
      { repair: repair("shared_preload_libraries", [...new Set([...loaded, "pg_stat_statements"])], true) },
    );
  });
  await step("track_activity_query_size", (notes) => {
    const bytes = Number(settingOf(settings, "track_activity_query_size"));
    notes.note(`${bytes} bytes.`);
    if (bytes < QUERY_SIZE)
      notes.advise(
        `Longer queries are cut off at ${bytes} bytes, and what is cut off can be neither explained nor told apart.`,
        repair("track_activity_query_size", [String(QUERY_SIZE)], true),
      );
  });
  await step("track_io_timing", (notes) => {
    if (settingOf(settings, "track_io_timing") !== "on")
      notes.advise(
        "The server does not time reads and writes, so query metrics have no I/O times.",
        repair("track_io_timing", ["on"], false),
      );
  });
  if (!settings.has("pg_stat_statements.max")) {
    context.report.skip(
      "pg_stat_statements.max",
      STEPS["pg_stat_statements.max"],
      "The library is not loaded.",
    );
    return;
  }
  await step("pg_stat_statements.max", (notes) => {
    const most = Number(settingOf(settings, "pg_stat_statements.max"));
    notes.note(`${most}.`);
    if (most > MOST_STATEMENTS)
      notes.advise(
        `The Agent reads all ${most} at once, which is slow beyond ${MOST_STATEMENTS}.`,
        repair("pg_stat_statements.max", [String(MOST_STATEMENTS)], true),
      );
  });
}

function settingOf(settings: ReadonlyMap<string | undefined, Row>, name: Name): string | undefined {
  return textIn(settings.get(name), "setting");
}

function librariesOf(row: Row | undefined): string[] {
  return (textIn(row, "setting") ?? "")
    .split(",")
    .map((name) => name.trim().replace(/^"|"$/g, ""))
    .filter(Boolean);
}
