// `npm test [-- parts of test file names]`: installs and builds what is missing, then lint, types and tests, at
// last those in a real VS Code. With parts of names, only the tests whose files they name run.
// The very last line is `N passed, N failed[, N skipped]`, in which lint and types count as a test each.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { e2eStages, runE2e } from "./e2e.mjs";
import { runTests } from "./run-tests.mjs";
import { ensureBuilt, ensureInstalled, ensureNode } from "./setup.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
ensureNode();
ensureInstalled();
header("build");
ensureBuilt({ withTests: true });

const total = { passed: 0, failed: 0, skipped: 0 };
stage("lint", "node_modules/@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]);
stage("types", "node_modules/typescript/bin/tsc", ["-p", "."]);
header("tests");
const wanted = process.argv.slice(2);
const tests = await runTests(wanted);
add(tests);
if (e2eStages(wanted).length > 0) {
  header("in a real VS Code");
  add(await runE2e(wanted));
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || tests.passed === 0 ? 1 : 0;

function add(counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
}

function stage(name, script, args) {
  header(name);
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: "inherit" });
  total[status === 0 ? "passed" : "failed"]++;
  console.log(`${name}: ${status === 0 ? "passed" : "FAILED"}`);
}

function header(name) {
  console.log(`\n== ${name} ==`);
}
