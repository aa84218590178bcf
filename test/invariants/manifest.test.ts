import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { globSync } from "../../scripts/files.mjs";

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly markdownDescription?: string; readonly scope?: string }>
      >;
    };
    readonly grammars: readonly { readonly path: string }[];
    readonly languages: readonly { readonly configuration: string }[];
  };
}

const text = readFileSync("package.json", "utf8");
const manifest: Manifest = JSON.parse(text);
const { commands, configuration, grammars, languages } = manifest.contributes;

describe("manifest", () => {
  it("every command is implemented, every implemented command is listed", () => {
    const code = globSync("client/src", /\.ts$/)
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    const registered = [...code.matchAll(/registerCommand\(\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
    assert.deepEqual(registered.sort(), commands.map(({ command }) => command).sort());
    assert.ok(commands.every(({ category }) => category === "Datadog"));
  });

  it("every string that the manifest names exists, and no other", () => {
    const named = [...text.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? "");
    const strings = Object.keys(JSON.parse(readFileSync("package.nls.json", "utf8")));
    assert.deepEqual([...new Set(named)].sort(), strings.sort());
  });

  it("every setting is described and scoped", () => {
    for (const [name, setting] of Object.entries(configuration.properties)) {
      assert.match(name, /^ddconf\./);
      assert.ok(setting.markdownDescription, `${name} has no description`);
      assert.ok(setting.scope, `${name} has no scope`);
    }
  });

  it("every file that the manifest names exists", () => {
    const paths = [
      ...grammars.map(({ path }) => path),
      ...languages.map((language) => language.configuration),
    ];
    for (const path of [...paths, manifest.icon]) assert.ok(existsSync(path), path);
  });

  it("the extension starts with a file of its language, and where a project has asked for it", () => {
    assert.deepEqual(manifest.activationEvents, [
      "workspaceContains:.ddconf.yaml",
      "workspaceContains:.ddconf.yml",
    ]);
  });

  it("the icon is a square PNG of at least 128 pixels", () => {
    const icon = readFileSync(manifest.icon);
    assert.equal(icon.toString("latin1", 1, 4), "PNG");
    assert.equal(icon.readUInt32BE(16), icon.readUInt32BE(20));
    assert.ok(icon.readUInt32BE(16) >= 128);
  });
});
