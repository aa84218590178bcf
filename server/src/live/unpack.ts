import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { brotliDecompressSync } from "node:zlib";

/**
 * Runs a bundle that the build has packed: `live-aws` is `live-aws.js.br` beside this file.
 *
 * @returns what the bundle exports
 */
export function unpack(name: string): unknown {
  const filename = join(__dirname, `${name}.js`);
  const code = brotliDecompressSync(readFileSync(`${filename}.br`)).toString();
  const parameters = ["module", "exports", "require", "__dirname", "__filename"];
  const module = { exports: {} };
  compileFunction(code, parameters, { filename })(
    module,
    module.exports,
    createRequire(filename),
    __dirname,
    filename,
  );
  return module.exports;
}
