import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { diagnose } from "../../server/src/service/diagnose";
import { placeSnippet } from "../../server/src/service/place-snippet";
import { fileText, SNIPPET_GROUPS } from "../../server/src/service/snippets/catalogue";
import { PATHS } from "../support/marks";
import { allSnippets, choicesIn, expandSnippet, fillIn, type NamedSnippet } from "../support/snippets";

const SNIPPETS = allSnippets();

describe("snippets", () => {
  for (const group of SNIPPET_GROUPS)
    it(`snippets/${group.id}.code-snippets is up to date (node scripts/build-snippets.mjs)`, () =>
      assert.ok(readFileSync(`snippets/${group.id}.code-snippets`, "utf8") === fileText(group)));

  it("has no other file, and all of them are in the manifest", () => {
    const paths = SNIPPET_GROUPS.map(({ id }) => `${id}.code-snippets`).sort();
    assert.deepEqual(readdirSync("snippets").sort(), paths);
    const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
    const contributed = contributes.snippets.map(({ path }: { readonly path: string }) => path);
    assert.deepEqual(
      contributed.sort(),
      paths.map((path) => `./snippets/${path}`),
    );
  });

  it("the client has a heading for each file", () => {
    const code = readFileSync("client/src/snippets.ts", "utf8");
    const ids = [...code.matchAll(/^ {4}\["([\w-]+)", /gm)].map((match) => match[1]);
    assert.deepEqual(
      ids,
      SNIPPET_GROUPS.map(({ id }) => id),
    );
  });

  it("names and prefixes are unique", () => {
    for (const values of [SNIPPETS.map(({ name }) => name), SNIPPETS.flatMap(({ prefix }) => prefix ?? [])])
      assert.deepEqual(values, [...new Set(values)]);
  });

  for (const snippet of SNIPPETS) {
    it(`${snippet.name} says when to use it`, () => {
      assert.match(snippet.description, /^When [^\n]*\.$/);
      // what has a prefix comes up anywhere in a file; YAML comes from the server, where it belongs
      if (snippet.scope === "datadog-yaml") assert.equal(snippet.prefix, undefined);
      else assert.match(snippet.prefix ?? "", /^dd-[a-z0-9.-]+$/);
    });
    it(`${snippet.name} is right when filled in`, () => {
      for (let choice = 0; choice < choicesIn(snippet.text); choice++)
        CHECKS[snippet.scope]?.(snippet, (text) => fillIn(expandSnippet(text, choice)));
    });
  }
});

type Fill = (text: string) => string;

const CHECKS: Readonly<Record<string, (snippet: NamedSnippet, fill: Fill) => void>> = {
  "datadog-yaml": (snippet, fill) => {
    const [path, text] = snippet.isFileTemplate ? [fileOf(snippet), snippet.text] : insideFile(snippet);
    assertClean(path, fill(text));
  },
  "json,jsonc": ({ text }, fill) => {
    JSON.parse(fill(text));
    assertClean("policy.json", fill(text));
  },
  shellscript: ({ text }, fill) => {
    // unfilled, a placeholder must not redirect anything either
    for (const script of [fill(text), expandSnippet(text)]) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
      assert.equal(status, 0, stderr);
      assert.doesNotMatch(script.replace(/'[^']*'|"[^"]*"|^\s*#.*$/gm, ""), /<[A-Z]/);
    }
    for (const [, json = ""] of fill(text).matchAll(/'(\{.*?\})'|<<'JSON'\n(.*?)JSON$/gs))
      if (json) assertClean("policy.json", json);
  },
  sql: ({ text }, fill) => assert.doesNotMatch(withoutComments(fill(text)), /<[A-Z]|\\[$}\\]|«/),
  terraform: ({ text }, fill) => {
    const written = fill(text);
    assert.equal(written.match(/[{[(]/g)?.length, written.match(/[}\])]/g)?.length);
    assert.doesNotMatch(written, /«|\\[$}\\]/);
  },
};

function withoutComments(sql: string): string {
  return sql.replace(/^\s*--.*$/gm, "");
}

function assertClean(path: string, text: string): void {
  const document = openDocument(path, text);
  assert.notEqual(document.detection.kind, "none", text);
  const findings = diagnose(document, DEFAULT_SETTINGS).map(({ rule, message }) => `${rule}: ${message}`);
  assert.deepEqual(findings, [], text);
}

function fileOf({ name }: NamedSnippet): string {
  return (
    /^ddconf: (\w+\.d\/conf\.yaml|datadog\.yaml)/.exec(name)?.[1]?.replace("datadog.yaml", PATHS.datadog) ??
    ""
  );
}

const RDS = "orders.c9akciq32rdz.us-east-1.rds.amazonaws.com";
const PARTS: Readonly<Record<string, readonly [keyof typeof PATHS, string]>> = {
  aws: ["postgres", `dbm: true\n    host: ${RDS}\n    port: 5432\n    username: datadog\n    ssl: require`],
  azure: [
    "postgres",
    "dbm: true\n    host: billing.postgres.database.azure.com\n    username: datadog-agent-identity\n    ssl: require",
  ],
  connector: ["sqlserver", "dbm: true\n    host: erp.cfcc2366ab90.database.windows.net,1433"],
};

/** Inserts a block by way of the server into a file that has what goes with it. */
function insideFile({ name, group, text }: NamedSnippet): [path: string, text: string] {
  const [kind, before] =
    group === "datadog-yaml"
      ? (["datadog", text.includes("api_key:") ? "" : 'api_key: "ENC[key]"\n'] as const)
      : text.startsWith("- ")
        ? ([checkOf(name), "init_config:\n\ninstances:\n"] as const)
        : partOf(text);
  const line = before.split("\n").length - 1;
  const path = PATHS[kind];
  const placed = placeSnippet(openDocument(path, before), { line, character: 0 }, text);
  assert.ok(placed);
  return [path, `${before}${placed.snippet}`];
}

function partOf(text: string): readonly [keyof typeof PATHS, string] {
  const [kind, instance] = PARTS[/^\w+/.exec(text)?.[0] ?? ""] ?? ["postgres", ""];
  return [kind, `init_config:\n\ninstances:\n  - ${instance}\n`];
}

function checkOf(name: string): "postgres" | "mysql" | "sqlserver" {
  if (name.includes("MySQL")) return "mysql";
  return /SQL Server|Azure SQL/.test(name) ? "sqlserver" : "postgres";
}
