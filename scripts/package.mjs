// `npm run package`: builds and packs ddconf-<version>.vsix. Warnings of vsce are failures.
// `--no-build` packs dist/ as it is; `--out file` puts the result elsewhere.
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";

const LIMIT = 1_000_000;
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const { values } = parseArgs({
  options: { "no-build": { type: "boolean" }, out: { type: "string", default: `ddconf-${version}.vsix` } },
});

if (!values["no-build"]) run("esbuild.mjs", []);
const output = run("node_modules/@vscode/vsce/vsce", ["package", "--no-dependencies", "--out", values.out]);
if (/\bwarning\b/i.test(output)) fail("vsce warns, see above.");
const { size } = statSync(values.out);
if (size > LIMIT) fail(`${values.out} has ${size} bytes; the limit is ${LIMIT}.`);

/** Runs a script, shows what it prints and returns that. */
function run(script, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (status !== 0) fail(`${script} failed.`);
  return stdout + stderr;
}

function fail(message) {
  console.error(`ddconf: ${message}`);
  process.exit(1);
}
