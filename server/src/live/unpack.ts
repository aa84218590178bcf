import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { brotliDecompressSync } from "node:zlib";

const loaded = new Map<string, { readonly exports: unknown }>();
let archive: Readonly<Record<string, string>> | undefined;

/**
 * Runs a bundle out of the archive that the build has made of them; whoever only lints never pays for it.
 *
 * @param name as `require` would call the bundle if it lay beside this one: `./live-checks.js`
 * @returns what the bundle exports
 */
export function unpack(name: string): unknown {
  const known = loaded.get(name);
  if (known) return known.exports;
  archive ??= readArchive();
  const code = archive[name];
  if (code === undefined) throw new Error(`There is no ${name} in the archive.`);
  const filename = join(__dirname, name);
  const requireFile = createRequire(filename);
  const requireAny = (id: string): unknown => (archive && id in archive ? unpack(id) : requireFile(id));
  const module = { exports: {} };
  compileFunction(code, ["module", "exports", "require"], { filename })(module, module.exports, requireAny);
  loaded.set(name, module);
  return module.exports;
}

function readArchive(): Readonly<Record<string, string>> {
  return JSON.parse(brotliDecompressSync(readFileSync(join(__dirname, "live.json.br"))).toString());
}
