import { defineRule } from "../define";
import { removeFix } from "../support/fixes";
import { givenIn, isFilled } from "../support/given";

export default defineRule({
  id: "postgres/wal-needs-data-directory",
  title: "`collect_wal_metrics` needs `data_directory`",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const wal = givenIn(map, "collect_wal_metrics");
    if (!wal.entry || wal.unknowable || !isTruthy(wal.scalar?.value)) return;
    if (isFilled(givenIn(map, "data_directory"))) return;
    report(wal.entry.key, {
      message:
        "`collect_wal_metrics` is on without `data_directory`: the check refuses the instance. Write the data directory, which the Agent must be able to read; for PostgreSQL 10 or newer remove `collect_wal_metrics`, as the server itself tells there.",
      fixes: [removeFix(context, map, wal.entry)],
    });
  },
});

/** The check looks at the value before it is cast, so any filled string counts, `"false"` too. */
function isTruthy(value: string | number | boolean | null | undefined): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== "";
}
