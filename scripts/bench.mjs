// `npm run bench`: measures the built program and library code against the promised figures.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureBuilt, ensureInstalled, ensureNode } from "./setup.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
ensureNode();
ensureInstalled();
ensureBuilt();

// installed only now
const { build } = await import("esbuild");
await build({
  entryPoints: ["test/bench/bench.ts"],
  outfile: "dist/bench.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  loader: { ".schema.json": "text" },
  logLevel: "warning",
});
process.exit(spawnSync(process.execPath, ["dist/bench.js"], { stdio: "inherit" }).status ?? 1);
