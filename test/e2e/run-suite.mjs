// `node test/e2e/run-suite.mjs <suite>`: runs one suite in the extension host of a real VS Code. What the suite
// found goes to stdout, a line per test; VS Code's own messages are in between.
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { vscodeExecutable } from "./desktop.mjs";
import { runFolder } from "./folders.mjs";
import { writeUserSettings } from "./server.mjs";
import { orSkip } from "./skip.mjs";

const suite = process.argv[2];
const folder = resolve("test/e2e/suites", suite);
const run = runFolder();
// fresh per run: a suite writes into its workspace
const workspace = join(run, "workspace");
cpSync(join(folder, "workspace"), workspace, { recursive: true });
const userData = join(run, "user");
const settings = join(folder, "user-settings.json");
writeUserSettings(userData, existsSync(settings) ? JSON.parse(readFileSync(settings, "utf8")) : {});

const vscodeExecutablePath = await orSkip(vscodeExecutable);
try {
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: resolve("."),
    extensionTestsPath: resolve("dist/test-e2e", suite, "index.js"),
    launchArgs: [
      workspace,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${join(run, "extensions")}`,
      "--disable-extensions",
      ...(suite === "trust" ? ["--enable-workspace-trust"] : []),
    ],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
