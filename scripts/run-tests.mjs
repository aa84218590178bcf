// Runs the bundled test files and ends with the plain line `N passed, N failed`.

import { resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { globSync } from "./files.mjs";

const wanted = process.argv.slice(2);
const files = globSync("dist/test", /\.test\.js$/)
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .map((file) => resolve(file));

const counts = { passed: 0, failed: 0, skipped: 0 };
const skips = [];
const isSuite = (data) => data.details?.type === "suite";
const stream = run({ files, concurrency: Number(process.env.TEST_CONCURRENCY ?? 2), timeout: 600_000 });
stream.on("test:pass", (data) => {
  if (isSuite(data)) return;
  if (data.skip !== undefined || data.todo !== undefined) {
    counts.skipped++;
    skips.push(`skipped: ${data.name}: ${data.skip || data.todo || "no reason given"}`);
  } else counts.passed++;
});
stream.on("test:fail", (data) => {
  if (!isSuite(data)) counts.failed++;
});
stream.compose(new spec()).pipe(process.stdout);
stream.on("end", () => {
  setImmediate(() => {
    for (const line of skips) console.log(line);
    console.log(
      `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ""}`,
    );
    process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
  });
});
