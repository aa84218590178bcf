// Says whether dist/ was built from the files as they are now. By content: a checkout changes times at will.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { globSync } from "./files.mjs";

const STAMP = "dist/.stamp.json";
const SOURCES = ["client/src", "server/src", "schemas", "scripts"];
const FILES = ["esbuild.mjs", "package.json", "package-lock.json", "tsconfig.json"];
const TESTS = ["test"];

/** What a build is made from, as hashes; `tests` only for a build with tests. */
export function stampOf(withTests) {
  const sources = hash([
    ...FILES,
    ...SOURCES.flatMap((folder) => globSync(folder, /\.(?:m?[jt]s|json|md)$/)),
  ]);
  return withTests
    ? { sources, tests: hash(TESTS.flatMap((folder) => globSync(folder, /\.m?[jt]s$/))) }
    : { sources };
}

export function clearStamp() {
  rmSync(STAMP, { force: true });
}

export function writeStamp(stamp) {
  writeFileSync(STAMP, `${JSON.stringify(stamp)}\n`);
}

/** True when dist/ holds what a build would make now. */
export function isBuilt(withTests) {
  let built;
  try {
    built = JSON.parse(readFileSync(STAMP, "utf8"));
  } catch {
    return false;
  }
  const now = stampOf(withTests);
  return built.sources === now.sources && (!withTests || built.tests === now.tests);
}

/** The build writes server/src/generated itself, so that folder is no source. */
function hash(paths) {
  const sum = createHash("sha256");
  for (const path of paths) {
    if (/[\\/]generated[\\/]/.test(path)) continue;
    sum
      .update(`${path.replaceAll("\\", "/")}\0`)
      .update(readFileSync(path))
      .update("\0");
  }
  return sum.digest("hex");
}
