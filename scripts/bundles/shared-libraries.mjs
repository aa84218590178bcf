import { resolve } from "node:path";

/**
 * The Node server finds the engine, and the libraries that its connection is made with, in the browser's bundle:
 * what the transports of Node import of them comes from there.
 */
export const librariesOfCore = takenFrom(
  "core",
  /^(?:\.\.\/common\/(?:api|server)|vscode-languageserver)$/,
  'module.exports = require("./load-core").core.languageServer;',
  "server/src/lsp",
);

/** The same for the extension in Node: the client of the browser's bundle, and what it does once it has started. */
export const librariesOfWebClient = takenFrom(
  "web-client",
  /^(?:\.\.\/common\/(?:api|client)|vscode-languageclient|\.\/activate)$/,
  'module.exports = require("./browser/client.js").shared;',
);

/** @param contents of the module that stands for all that `modules` names, which lies in the folder `resolveDir` */
function takenFrom(namespace, modules, contents, resolveDir = ".") {
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: modules }, () => ({ path: namespace, namespace }));
      onResolve({ filter: /^\.\/browser\/client\.js$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /./, namespace }, () => ({ contents, resolveDir: resolve(resolveDir) }));
    },
  };
}
