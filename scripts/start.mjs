// `npm start [-- paths and flags of ddconf check]`: installs and builds what is missing, then checks the
// given files, or the examples when there are none; with the examples, a login to a sandbox follows.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { demoExchange } from "./demo-exchange.mjs";
import { ensureBuilt, ensureInstalled, ensureNode } from "./setup.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
ensureNode();
ensureInstalled();
ensureBuilt();

const args = process.argv.slice(2);
const isDemo = args.length === 0;
const check = ["dist/cli.js", "check", ...(isDemo ? ["examples"] : args)];
const { status, signal } = spawnSync(process.execPath, check, { stdio: "inherit" });
if (isDemo && status === 1) {
  console.log("\nThe mistakes in examples/broken are there on purpose. Check your own files with:");
  console.log("  npm start -- path/to/datadog.yaml path/to/conf.d");
}
const exchanged = isDemo ? await demoExchange() : 0;
// findings are what the demo is meant to show; anything else that goes wrong still counts
process.exit(isDemo && status === 1 ? exchanged : (status ?? (signal ? 1 : 0)));
