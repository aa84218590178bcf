// Runs `browser/server.js` in Node, with the machine code that V8 kept from an earlier start.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { constants, Script } from "node:vm";
import type * as Core from "./browser";

/** By then the code of the usual requests has been compiled, and the editor has settled. */
const KEEP_AFTER_MILLISECONDS = 5000;

const file = join(__dirname, "browser", "server.js");
const cache = join(cacheFolder(), `server-${process.version}-${process.platform}-${process.arch}.bin`);
// V8 itself compares little more than the length of the source
const { mtimeMs, size } = statSync(file);
const key = Buffer.from(`${file} ${mtimeMs} ${size}\n`);

const kept = readKept();
// the build leaves only ASCII in the bundle, and this is the fastest way to read that
const script = new Script(`(() => {${readFileSync(file, "latin1")}\nreturn ddconfServer})()`, {
  filename: file,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  ...(kept ? { cachedData: kept } : {}),
});
/** The engine, and the one copy of the libraries that its connection is made with. */
export const core: typeof Core = script.runInThisContext();
if (!kept || script.cachedDataRejected) setTimeout(keep, KEEP_AFTER_MILLISECONDS).unref();

function readKept(): Buffer | undefined {
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  try {
    const content = readFileSync(cache);
    return content.subarray(0, key.length).equals(key) ? content.subarray(key.length) : undefined;
  } catch {
    return undefined;
  }
}

function keep(): void {
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return;
  try {
    mkdirSync(cacheFolder(), { recursive: true, mode: 0o700 });
    const unfinished = `${cache}.${process.pid}`;
    writeFileSync(unfinished, Buffer.concat([key, script.createCachedData()]), { mode: 0o600 });
    renameSync(unfinished, cache);
  } catch {
    // a home that cannot be written to only makes the next start slower
  }
}

/** A folder of the user alone: whoever can write here runs code in the server. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const usual =
    process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
  return join((process.platform === "win32" ? LOCALAPPDATA : XDG_CACHE_HOME) || usual, "ddconf");
}
