// `npm run editor [-- --port N]`: opens a real VS Code with the extension on a copy of examples/, at an address of
// this machine only. For trying things out where there is no desktop VS Code; Linux x64.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureBuilt, ensureInstalled, ensureNode } from "./setup.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { values } = parseArgs({ options: { port: { type: "string" } } });
ensureNode();
ensureInstalled();
ensureBuilt();

const { runFolder } = await import("../test/e2e/folders.mjs");
const { packVsix } = await import("../test/e2e/pack.mjs");
const { provision } = await import("../test/e2e/provision.mjs");
const { startServer, writeUserSettings } = await import("../test/e2e/server.mjs");
const { readDirectory, spawnSandbox } = await import("./demo-exchange.mjs");
const { orSkip } = await import("../test/e2e/skip.mjs");

const vscode = await orSkip(provision);
const run = runFolder();
const workspace = join(run, "examples");
cpSync("examples", workspace, { recursive: true });
const userData = join(run, "user");
writeUserSettings(userData);

// live checks talk to stand-ins here, and to nobody else
const sandbox = spawnSandbox();
process.once("exit", () => sandbox.kill());
const { datadog } = await readDirectory(sandbox);
const server = await startServer(vscode, {
  userData,
  extensions: join(run, "extensions"),
  vsix: [packVsix()],
  lasting: true,
  env: { DDCONF_SANDBOX: datadog },
  ...(values.port ? { port: Number(values.port) } : {}),
});
console.log(`\n  ${server.url}/?${new URLSearchParams({ folder: workspace })}\n`);
console.log("A VS Code with ddconf, on a copy of examples/, with a sandbox for live checks.");
console.log("Everything in it is gone after Ctrl-C.");
await server.exited;
process.exit(1);
