// `npm run bench`: measures the built program against the promised figures.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureInstalled, ensureNode } from "./setup.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
ensureNode();
ensureInstalled();
for (const args of [["esbuild.mjs", "--bench"], ["dist/bench.js"]]) {
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
