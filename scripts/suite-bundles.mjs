import { globSync } from "./files.mjs";

const SUITES = "test/e2e/suites";

/** What esbuild needs for the suites that run in VS Code's extension hosts: one of Node's, one in a browser. */
export function suiteBundles(shared) {
  const suites = {
    ...shared,
    minify: false,
    sourcemap: "inline",
    outdir: "dist/test-e2e",
    outbase: SUITES,
  };
  return [
    { ...suites, entryPoints: globSync(SUITES, /^index\.ts$/), external: ["vscode", "mocha"] },
    {
      ...suites,
      entryPoints: globSync(SUITES, /^web\.ts$/),
      external: ["vscode"],
      platform: "browser",
      // mocha's build for browsers would take the place of the suite's own exports
      define: { ...shared.define, module: "undefined" },
      target: "es2022",
    },
  ];
}
