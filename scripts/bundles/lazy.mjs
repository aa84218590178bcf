import { writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/**
 * Modules that are loaded only when somebody asks for what they do: each becomes a bundle of its own beside the
 * one that imports it with `import("…")`.
 */
export const LAZY = {
  sandbox: "server/src/sandbox/index.ts",
  "mcp-sdk": "server/src/cli/mcp/sdk.ts",
};

/**
 * The same, but all in one archive: SDKs and drivers are a third of everything, and together Brotli makes them a
 * quarter smaller than they would be one by one in the VSIX. `live/unpack.ts` unpacks them, in memory.
 */
export const PACKED = {
  "live-checks": "server/src/live/checks.ts",
  "live-aws": "server/src/live/aws.ts",
  "live-azure": "server/src/live/azure.ts",
  "live-datadog": "server/src/live/datadog.ts",
  "live-postgres": "server/src/live/databases/postgres.ts",
  "live-mysql": "server/src/live/databases/mysql.ts",
  "live-sqlserver": "server/src/live/databases/sqlserver.ts",
  "live-rds-authorities": "server/src/live/databases/rds-authorities.ts",
};

const NAMES = new Map(Object.entries({ ...LAZY, ...PACKED }).map(([name, path]) => [resolve(path), name]));

/** Makes an `import()` of one of these modules load its bundle; those of the archive know each other as neighbours. */
export const lazy = lazyBundles(() => false);
/** The same for bundles outside the archive. */
export const lazyUnpacking = lazyBundles((name) => name in PACKED);

function lazyBundles(isPacked) {
  return {
    name: "lazy",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
        const name = kind === "dynamic-import" && NAMES.get(`${resolve(resolveDir, path)}.ts`);
        if (!name) return undefined;
        return isPacked(name)
          ? { path: name, namespace: "packed" }
          : { path: `./${name}.js`, external: true };
      });
      onLoad({ filter: /./, namespace: "packed" }, ({ path }) => ({
        contents: `module.exports = require("./unpack").unpack("./${path}.js");`,
        resolveDir: resolve("server/src/live"),
      }));
    },
  };
}

/** Writes the bundles of a build as one archive: their code by name, as `require` calls them. */
export const pack = {
  name: "pack",
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false;
    onEnd(({ outputFiles = [] }) => {
      const code = outputFiles.map(({ path, text }) => [`./${basename(path)}`, text]).sort();
      const archive = Buffer.from(JSON.stringify(Object.fromEntries(code)));
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: initialOptions.minify ? 11 : 1,
        // the same code in two bundles lies further apart than the usual window reaches
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: archive.length,
      };
      writeFileSync("dist/live.json.br", brotliCompressSync(archive, { params }));
    });
  },
};
