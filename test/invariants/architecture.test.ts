import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { globSync } from "../../scripts/files.mjs";

/** Which folders of server/src a folder may import from, besides itself and what the build generates. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  documents: ["model"],
  schema: ["documents", "model"],
  config: ["schema", "documents", "model"],
  rules: ["config", "schema", "documents", "model"],
  generate: ["rules", "config", "schema", "documents", "model"],
  service: ["generate", "rules", "config", "schema", "documents", "model"],
  live: ["generate", "rules", "config", "schema", "documents", "model"],
  lsp: ["live", "service", "generate", "rules", "config", "schema", "documents", "model"],
  cli: ["sandbox", "live", "service", "generate", "rules", "config", "schema", "documents", "model"],
  sandbox: ["model"],
};

/** These run in a browser worker unchanged. */
const PURE = new Set(["model", "documents", "schema", "config", "rules", "generate", "service"]);
const NETWORK = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns)(?:\/|$)/;
const DRIVERS = /^(?:@aws-sdk\/|@azure\/|@smithy\/|(?:pg|tedious|mysql2|https-proxy-agent)(?:\/|$))/;
const PORTS =
  /^server\/src\/(?:live\/(?:(?:aws|azure|datadog|agents)\.ts$|(?:aws|azure|datadog|databases)\/)|sandbox\/)/;
const BROWSER_BUNDLES = ["dist/browser/client.js", "dist/browser/server.js"];
const BUDGET = { usual: 250, most: 400 };

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const server = sources("server/src");
const client = sources("client/src");

describe("architecture", () => {
  it("every folder of the server has its place", () => {
    assert.deepEqual([...new Set(server.map(layerOf))].filter((layer) => !(layer in ARROWS)).sort(), []);
  });

  it("imports follow the arrows", () => {
    const wrong = server.flatMap((source) => {
      const allowed = [layerOf(source), "generated", ...(ARROWS[layerOf(source)] ?? [])];
      return source.imports
        .filter((name) => name.startsWith("."))
        .map((name) => join(dirname(source.path), name).replaceAll("\\", "/"))
        .filter((target) => !allowed.includes(target.split("/")[2] ?? "") && !target.startsWith("schemas/"))
        .map((target) => `${source.path} imports ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("rules know no other rule", () => {
    const wrong = server
      .filter(({ path }) => /rules\/(?!support\/)[^/]+\/[^/]+\.ts$/.test(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter((name) => name.startsWith("./") || /^\.\.\/(?!support\/)[^./][^/]*\//.test(name))
          .map((name) => `${path} imports ${name}`),
      );
    assert.deepEqual(wrong, []);
  });

  it("what runs in a browser needs neither Node, nor VS Code, nor an SDK", () => {
    const wrong = server
      .filter((source) => PURE.has(layerOf(source)))
      .flatMap((source) =>
        source.imports
          .filter((name) => isForbiddenInPure(name, layerOf(source)))
          .map((name) => `${source.path} imports ${name}`),
      );
    assert.deepEqual(wrong, []);
  });

  it("only lsp imports vscode-languageserver", () => {
    const wrong = server.filter(
      (source) =>
        layerOf(source) !== "lsp" &&
        source.imports.some((name) => /^vscode-languageserver(?:\/|$)/.test(name)),
    );
    assert.deepEqual(wrong.map(pathOf), []);
  });

  it("the client imports only VS Code, its language client and itself", () => {
    const wrong = client.flatMap(({ path, imports }) =>
      imports
        .filter((name) => !/^(?:vscode|vscode-languageclient(?:\/(?:node|browser))?)$/.test(name))
        .filter((name) => !join(dirname(path), name).replaceAll("\\", "/").startsWith("client/src/"))
        .map((name) => `${path} imports ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  it("only the ports of live checks use the network, an SDK or a driver", () => {
    const wrong = [...server, ...client].filter(
      ({ path, text, imports }) =>
        !PORTS.test(path) &&
        (imports.some((name) => NETWORK.test(name) || DRIVERS.test(name)) ||
          /\b(?:fetch\(|XMLHttpRequest|new WebSocket)/.test(text)),
    );
    assert.deepEqual(wrong.map(pathOf), []);
  });

  it("no type is switched off", () => {
    const wrong = [...server, ...client, ...sources("test")].filter(
      ({ text, path }) =>
        path !== "test/invariants/architecture.test.ts" &&
        /@ts-(?:ignore|nocheck|expect-error)|(?:\bas|[:<|,(]|=>) any\b(?! [a-z])|\bany\[\]/.test(
          withoutComments(text),
        ),
    );
    assert.deepEqual(wrong.map(pathOf), []);
  });

  it("files are small", () => {
    const sizes = [...server, ...client].map(({ path, text }) => ({
      path,
      lines: text.split("\n").length - 1,
    }));
    const tooLong = sizes.filter(({ lines }) => lines > BUDGET.most);
    const long = sizes.filter(({ lines }) => lines > BUDGET.usual);
    assert.deepEqual(tooLong, []);
    assert.ok(long.length <= sizes.length * 0.05, `more than 5 % are long: ${long.map(pathOf).join(", ")}`);
  });
});

describe("bundles", () => {
  for (const bundle of [...BROWSER_BUNDLES, "dist/server.js", "dist/cli.js"]) {
    it(`${bundle} compiles no code at run time`, () => {
      const found = /.{0,40}(?:\bnew Function\(|(?<![.\w])eval\().{0,40}/.exec(readFileSync(bundle, "utf8"));
      assert.equal(found?.[0], undefined);
    });
  }

  for (const bundle of BROWSER_BUNDLES) {
    it(`${bundle} asks nothing of Node, and is ASCII`, () => {
      const text = readFileSync(bundle, "utf8");
      // what VS Code gives to an extension in a browser is its own API, and nothing else
      const required = [...text.matchAll(/(?<![.\w])require\(([^)]*)\)/g)].map((match) => match[1]);
      assert.deepEqual([...new Set(required)], bundle.endsWith("client.js") ? ['"vscode"'] : []);
      const found = /.{0,40}(?<![.\w"])(?:process\.\w|Buffer\.\w|__dirname\b).{0,40}/.exec(text);
      assert.equal(found?.[0], undefined);
      assert.doesNotMatch(text, /[^\0-\x7f]/);
    });
  }

  it("the sandbox is in its own bundle", () => {
    const cli = readFileSync("dist/cli.js", "utf8");
    assert.match(cli, /require\("\.\/sandbox\.js"\)/);
    assert.doesNotMatch(cli, /aws4_request|peculiar|AKIAIOSFODNN7EXAMPLE/);
    assert.match(readFileSync("dist/sandbox.js", "utf8"), /aws4_request/);
  });

  it("dist/cli.js starts with a line that says what runs it", () => {
    assert.match(readFileSync("dist/cli.js", "utf8"), /^#!\/usr\/bin\/env node\n(?!#!)/);
  });
});

function sources(folder: string): Source[] {
  return globSync(folder, /\.ts$/)
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.includes("/generated/"))
    .map((path) => {
      const text = readFileSync(path, "utf8");
      const imports = [...text.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']([^"'\n]+)["']/g)];
      return { path, text, imports: imports.map((match) => match[1] ?? "") };
    });
}

function layerOf({ path }: Source): string {
  return path.split("/")[2] ?? "";
}

function pathOf({ path }: { readonly path: string }): string {
  return path;
}

function isForbiddenInPure(name: string, layer: string): boolean {
  if (name.startsWith(".")) return false;
  if (name === "vscode-languageserver-types") return layer !== "service";
  return (
    name.startsWith("node:") || builtinModules.includes(name) || /^vscode|^@aws-sdk\/|^@azure\//.test(name)
  );
}

/** Prose may say “any”. */
function withoutComments(text: string): string {
  return text.replace(/\/\*(?!.*@ts-)[\s\S]*?\*\/|\/\/(?!.*@ts-).*/g, "");
}
