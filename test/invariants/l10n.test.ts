import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { L10N_BUNDLE, l10nBundle, stringsIn } from "../../scripts/client-strings.mjs";
import { globSync } from "../../scripts/files.mjs";

/** Places in the client whose strings a person reads. */
const SHOWN = [
  /\bshow(?:Information|Warning|Error)Message\(\s*["'`]/,
  /(?:\b(?:title|placeHolder|prompt|tooltip|detail)\s*[:=]|\.(?:name|label|text)\s*=)\s*["'`](?=[^"'`]*[A-Za-z]{3})/,
];
/** Names, and examples of what can be written, are the same in every language. */
const SAME_EVERYWHERE = /^(?:ddconf|\S*[:/.]\S*)$/;

/** Members of the manifest that a person reads. */
const READ =
  /^(?:title|description|markdownDescription|patternErrorMessage|deprecationMessage|markdownDeprecationMessage|category|label|enumDescriptions|markdownEnumDescriptions|viewsWelcome|contents|userDescription)$/;
const CATEGORY = "Datadog";
/** Members that only a language model reads. */
const FOR_MODELS = new Set(["inputSchema", "modelDescription"]);

describe("strings", () => {
  it("of the client are in the bundle: `npm run l10n`", () => {
    assert.equal(readFileSync(L10N_BUNDLE, "utf8"), l10nBundle());
  });

  it("that the client shows can be translated", () => {
    const found = globSync("client/src", /\.ts$/).flatMap((path) =>
      readFileSync(path, "utf8")
        .split("\n")
        .map((line, at) => ({ line: line.trim(), where: `${path}:${at + 1}` }))
        .filter(({ line }) => SHOWN.some((pattern) => pattern.test(line)))
        .filter(({ line }) => !SAME_EVERYWHERE.test(/["'`]([^"'`]*)["'`]/.exec(line)?.[1] ?? ""))
        .map(({ line, where }) => `${where}: ${line}`),
    );
    assert.deepEqual(found, []);
  });

  it("of the manifest are in package.nls.json", () => {
    const { contributes, capabilities } = JSON.parse(readFileSync("package.json", "utf8"));
    assert.deepEqual([...literals(contributes, ""), ...literals(capabilities, "")], []);
  });

  it("are taken from calls with a plain string only", () => {
    assert.deepEqual(stringsIn('l10n.t("a {0}", b) + l10n.t(\n  "say \\"c\\"",\n)', "x.ts"), [
      "a {0}",
      'say "c"',
    ]);
    assert.throws(() => stringsIn("\nl10n.t(`a`)", "x.ts"), /^Error: x\.ts:2: /);
  });
});

/** Strings that a person reads and that are no `%key%`. */
function literals(value: unknown, name: string): string[] {
  if (typeof value === "string")
    return READ.test(name) && !/^%[^%]+%$/.test(value) && value !== CATEGORY ? [`${name}: ${value}`] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => !FOR_MODELS.has(key))
    .flatMap(([key, child]) => literals(child, Array.isArray(value) ? name : key));
}
