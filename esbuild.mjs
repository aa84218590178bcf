// Builds everything that is generated or bundled. `node esbuild.mjs [--tests] [--dev] [--watch]`

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { build, context } from "esbuild";
import { clearStamp, stampOf, writeStamp } from "./scripts/build-stamp.mjs";
import { bundledPackages } from "./scripts/bundled-packages.mjs";
import { LAZY, lazy, lazyUnpacking, PACKED, pack } from "./scripts/bundles/lazy.mjs";
import { lean } from "./scripts/bundles/lean.mjs";
import { librariesOfCore, librariesOfWebClient } from "./scripts/bundles/shared-libraries.mjs";
import { globSync } from "./scripts/files.mjs";
import { suiteBundles } from "./scripts/suite-bundles.mjs";

const flags = new Set(process.argv.slice(2));
const production = !flags.has("--dev");
const withTests = flags.has("--tests");
// taken before the build: what is saved meanwhile makes the build stale
const stamp = stampOf(withTests);
clearStamp();

execFileSync(process.execPath, ["scripts/build-validators.mjs"], { stdio: "inherit" });
execFileSync(process.execPath, ["scripts/build-rule-pages.mjs"], { stdio: "inherit" });
execFileSync(process.execPath, ["scripts/build-aws-data.mjs"], { stdio: "inherit" });

/** Schemas travel as JSON text: parsing it when first needed is cheaper than evaluating an object literal. */
const jsonText = {
  name: "json-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.schema\.json$/ }, ({ path }) => ({
      contents: JSON.stringify(JSON.parse(readFileSync(path, "utf8"))),
      loader: "text",
    }));
  },
};

/**
 * esbuild leaves regular expressions as they are; with these escapes too, the bundle is ASCII and means the
 * same in whatever encoding it is read.
 */
const ascii = {
  name: "ascii",
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false;
    onEnd(({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text.replace(/[^\0-\x7f]/g, escapeUnit));
      }
    });
  },
};

function escapeUnit(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const shared = {
  bundle: true,
  target: "node20",
  platform: "node",
  // the CommonJS build of some packages hides its imports from the bundler
  mainFields: ["module", "main"],
  format: "cjs",
  minify: production,
  logLevel: "warning",
  legalComments: "none",
  metafile: true,
  plugins: [jsonText, lazyUnpacking],
  // the server runs inside a script of `vm`, where only `require` finds its neighbours
  supported: { "dynamic-import": false },
  define: {
    "process.env.DDCONF_VERSION": JSON.stringify(JSON.parse(readFileSync("package.json", "utf8")).version),
  },
};

/** For web workers. A built-in of Node is an error of the build here. */
const browser = {
  ...shared,
  platform: "browser",
  target: "es2022",
  mainFields: ["browser", "module", "main"],
  plugins: [jsonText, ascii],
  // libraries that look whether there is one shall find none, in Node neither
  define: { ...shared.define, process: "undefined" },
};

const bundles = [
  { ...shared, entryPoints: { cli: "server/src/cli/main.ts" }, outdir: "dist" },
  {
    ...shared,
    entryPoints: { server: "server/src/lsp/node.ts" },
    outdir: "dist",
    plugins: [...shared.plugins, librariesOfCore],
  },
  {
    ...browser,
    entryPoints: { server: "server/src/lsp/browser.ts" },
    outdir: "dist/browser",
    format: "iife",
    globalName: "ddconfServer",
  },
  { ...shared, entryPoints: LAZY, outdir: "dist" },
  { ...shared, entryPoints: PACKED, outdir: "dist", plugins: [jsonText, lazy, lean, pack] },
  {
    ...shared,
    entryPoints: { client: "client/src/extension.ts" },
    outdir: "dist",
    external: ["vscode"],
    plugins: [...shared.plugins, librariesOfWebClient, lean],
  },
  {
    ...browser,
    entryPoints: { client: "client/src/browser.ts" },
    outdir: "dist/browser",
    external: ["vscode"],
    plugins: [...browser.plugins, lean],
  },
];
const shippedCount = bundles.length;

if (withTests) {
  rmSync("dist/test", { recursive: true, force: true });
  bundles.push({
    ...shared,
    minify: false,
    sourcemap: "inline",
    entryPoints: globSync("test", /\.test\.ts$/),
    outdir: "dist/test",
    outbase: "test",
    packages: "external",
    plugins: [jsonText],
  });
  bundles.push(...suiteBundles(shared));
}

if (flags.has("--bench"))
  bundles.push({ ...shared, entryPoints: { bench: "test/bench/bench.ts" }, outdir: "dist" });

mkdirSync("dist", { recursive: true });
if (flags.has("--watch")) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  const results = await Promise.all(bundles.map((options) => build(options)));
  chmodSync("dist/cli.js", 0o755);
  const shipped = bundledPackages(results.slice(0, shippedCount).map(({ metafile }) => metafile));
  writeFileSync("dist/bundled-packages.json", `${JSON.stringify(shipped, null, 2)}\n`);
  if (production) writeStamp(stamp);
}
