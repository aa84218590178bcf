// Runs the bundled test files. On its own (`node scripts/run-tests.mjs [parts of file names]`) it ends with
// the plain line `N passed, N failed[, N skipped]`.

import { resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { pathToFileURL } from "node:url";
import { globSync } from "./files.mjs";

/**
 * @param wanted parts of the names of test files; all files when empty
 * @returns how many tests passed, failed and were skipped, after their report has been printed
 */
export async function runTests(wanted) {
  return runFiles(
    globSync("dist/test", /\.test\.js$/).filter((file) => isWanted(file, wanted)),
    Number(process.env.TEST_CONCURRENCY ?? 2),
  );
}

/** Holds a file whose name has one of the parts, and every file where no part is given. */
export function isWanted(file, parts) {
  return parts.length === 0 || parts.some((part) => file.includes(part));
}

/**
 * @param paths files with tests of node:test
 * @param concurrency how many of them run at the same time
 */
export async function runFiles(paths, concurrency) {
  const files = paths.map((file) => resolve(file));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const skips = [];
  const isSuite = (data) => data.details?.type === "suite";
  const stream = run({ files, concurrency, timeout: 600_000 });
  stream.on("test:pass", (data) => {
    // a suite counts only where it is left out as a whole
    if (isSuite(data) && data.skip === undefined) return;
    if (data.skip !== undefined || data.todo !== undefined) {
      counts.skipped++;
      skips.push(`skipped: ${data.name}: ${data.skip || data.todo || "no reason given"}`);
    } else counts.passed++;
  });
  stream.on("test:fail", (data) => {
    if (!isSuite(data)) counts.failed++;
  });
  for await (const text of stream.compose(new spec())) process.stdout.write(text);
  for (const line of skips) console.log(line);
  return counts;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { passed, failed, skipped } = await runTests(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
