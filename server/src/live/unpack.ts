import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { compileFunction } from "node:vm";
import { brotliDecompressSync } from "node:zlib";

/** Runs a bundle that lies packed beside this one. Nothing is read before the first is asked for. */
export const unpack = openArchive(__dirname);

/**
 * The archive that the build makes of the bundles of live checks.
 *
 * @param folder where `live.json.br` lies
 * @returns what gives the exports of a bundle, by the name that `require` would have for a file: `./live-checks.js`
 */
export function openArchive(folder: string): (name: string) => unknown {
  const requireFile = createRequire(resolve(folder, "live.json.br"));
  const loaded = new Map<string, { readonly exports: unknown }>();
  let codes: ReadonlyMap<string, string> | undefined;

  function load(name: string): unknown {
    const known = loaded.get(name);
    if (known) return known.exports;
    codes ??= readCodes(folder);
    const code = codes.get(name);
    // what else a bundle asks for is Node's
    if (code === undefined) return requireFile(name);
    const module = { exports: {} };
    loaded.set(name, module);
    const run = compileFunction(code, ["module", "exports", "require"], { filename: resolve(folder, name) });
    run(module, module.exports, load);
    return module.exports;
  }
  return load;
}

function readCodes(folder: string): ReadonlyMap<string, string> {
  const json = brotliDecompressSync(readFileSync(resolve(folder, "live.json.br"))).toString();
  return new Map(Object.entries<string>(JSON.parse(json)));
}
