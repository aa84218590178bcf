// What `npm start` and `npm test` need before they can do anything. Node's own modules only.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { isBuilt } from "./build-stamp.mjs";

const NEEDED = [20, 19];

/** Ends the process with a clear message when this Node is too old to build or run ddconf. */
export function ensureNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  fail(`ddconf needs Node ${NEEDED.join(".")} or newer; this is Node ${process.versions.node}.`);
}

/** Installs what package-lock.json says, unless exactly that is installed already. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.error("ddconf: installing the packages of package-lock.json …");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  // npm's own output goes to stderr: what `npm start` prints on stdout is the result of the check
  const stdio = ["ignore", process.stderr, process.stderr];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], { stdio })
    : spawnSync("npm", args, { stdio, shell: process.platform === "win32" });
  if (status !== 0) fail("`npm ci` failed, see above. Is the npm registry within reach?");
}

/** Builds when a source has changed since the last build. */
export function ensureBuilt({ withTests = false } = {}) {
  if (isBuilt(withTests)) return;
  console.error("ddconf: building …");
  const { status } = spawnSync(process.execPath, ["esbuild.mjs", ...(withTests ? ["--tests"] : [])], {
    stdio: ["ignore", process.stderr, process.stderr],
  });
  if (status !== 0) fail("the build failed, see above.");
}

/**
 * Holds the record that npm leaves in node_modules once an installation is complete against the lock file.
 * Packages for other platforms are optional and may be missing.
 */
function isInstalled() {
  if (!existsSync("node_modules/.package-lock.json")) return false;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const installed = JSON.parse(readFileSync("node_modules/.package-lock.json", "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { integrity, optional, devOptional }]) =>
      path === "" ||
      (installed[path] ? installed[path].integrity === integrity : optional === true || devOptional === true),
  );
}

function fail(message) {
  console.error(`ddconf: ${message}`);
  process.exit(1);
}
