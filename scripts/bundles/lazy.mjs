import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/**
 * Modules that are loaded only when somebody asks for what they do: each becomes a bundle of its own beside the
 * one that imports it with `import("…")`.
 */
export const LAZY = {
  sandbox: "server/src/sandbox/index.ts",
  "mcp-sdk": "server/src/cli/mcp/sdk.ts",
};

/**
 * The same, and packed: SDKs and drivers are a third of everything, and Brotli makes them a fifth smaller than the
 * archive that they are shipped in could. They are unpacked in memory (`live/unpack.ts`), in a few milliseconds.
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

/** Makes an `import()` of one of these modules load its bundle. */
export const lazy = {
  name: "lazy",
  setup({ onResolve, onLoad }) {
    const names = new Map(
      Object.entries({ ...LAZY, ...PACKED }).map(([name, path]) => [resolve(path), name]),
    );
    onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
      const name = kind === "dynamic-import" && names.get(`${resolve(resolveDir, path)}.ts`);
      if (!name) return undefined;
      return name in PACKED ? { path: name, namespace: "packed" } : { path: `./${name}.js`, external: true };
    });
    onLoad({ filter: /./, namespace: "packed" }, ({ path }) => ({
      contents: `module.exports = require("./unpack").unpack(${JSON.stringify(path)});`,
      resolveDir: resolve("server/src/live"),
    }));
  },
};

/** Writes a bundle packed: `live-aws.js` as `live-aws.js.br`. */
export const pack = {
  name: "pack",
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false;
    const quality = initialOptions.minify ? constants.BROTLI_MAX_QUALITY : constants.BROTLI_MIN_QUALITY;
    onEnd(({ outputFiles = [] }) =>
      Promise.all(
        outputFiles.map(async ({ path, contents }) => {
          const params = {
            [constants.BROTLI_PARAM_QUALITY]: quality,
            [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
          };
          await writeFile(`${path}.br`, await promisify(brotliCompress)(contents, { params }));
        }),
      ).then(() => {}),
    );
  },
};
