// `npm run e2e [-- parts of stage names]`: the stages of test/e2e/stages in a real VS Code, one after the other.
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { globSync } from "./files.mjs";
import { isWanted, runFiles } from "./run-tests.mjs";
import { ensureBuilt, ensureInstalled, ensureNode } from "./setup.mjs";

/** The stages whose names have one of the parts; all of them where no part is given. */
export function e2eStages(wanted) {
  return globSync("test/e2e/stages", /\.e2e\.mjs$/).filter((file) => isWanted(basename(file), wanted));
}

/**
 * Runs stages.
 *
 * @returns how many tests passed, failed and were skipped. Where no VS Code can be had, the whole counts as one
 *   skipped test, or as a failed one with `E2E_REQUIRED=1`.
 */
export async function runE2e(wanted) {
  // these need the packages of package-lock.json, which may have been installed only now
  const { vscodeExecutable } = await import("../test/e2e/desktop.mjs");
  const { isRequired, Skip } = await import("../test/e2e/skip.mjs");
  try {
    await vscodeExecutable();
  } catch (error) {
    if (!(error instanceof Skip)) throw error;
    console.log(
      isRequired()
        ? `e2e: FAILED: E2E_REQUIRED is set, but ${error.message}`
        : `e2e: SKIPPED: ${error.message}`,
    );
    return { passed: 0, failed: Number(isRequired()), skipped: Number(!isRequired()) };
  }
  // one at a time: each takes a gigabyte of memory
  return runFiles(e2eStages(wanted), 1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  ensureNode();
  ensureInstalled();
  ensureBuilt({ withTests: true });
  const { passed, failed, skipped } = await runE2e(process.argv.slice(2));
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = failed > 0 || (passed === 0 && skipped === 0) ? 1 : 0;
}
