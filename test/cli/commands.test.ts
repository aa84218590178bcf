import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import picocolors from "picocolors";
import { markedPageOf } from "../../server/src/cli/rule-page";
import { renderMarkdown } from "../../server/src/cli/terminal/markdown";
import { RULES } from "../../server/src/rules/registry";
import { ddconf } from "../support/cli";

describe("ddconf rules", () => {
  it("lists every rule with its severity and title", () => {
    const lines = ddconf(["rules"]).out.trimEnd().split("\n");
    assert.equal(lines.length, RULES.length);
    for (const [index, { id, title }] of RULES.entries()) {
      assert.ok(lines[index]?.startsWith(`${id} `) && lines[index]?.endsWith(`  ${title}`), lines[index]);
    }
  });

  it("--format json gives the same to scripts", () => {
    const list = JSON.parse(ddconf(["rules", "--format", "json"]).out);
    assert.deepEqual(
      list.map(({ id, severity, title }: Record<string, string>) => ({ id, severity, title })),
      RULES.map(({ id, severity, title }) => ({ id, severity, title })),
    );
  });
});

describe("ddconf explain", () => {
  const plain = { colors: picocolors.createColors(false), columns: 80 };
  for (const { id, title } of RULES) {
    it(`renders the page of ${id} without the marks of its examples`, () => {
      const text = renderMarkdown(markedPageOf(id), plain);
      assert.equal(text.split("\n", 1)[0], title);
      assert.doesNotMatch(text, /[⟦⟧]|^```|^#/m);
    });
  }
});

describe("ddconf --version", () => {
  it("prints the version of the package", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    assert.equal(ddconf(["--version"]).out, `${version}\n`);
  });
});

describe(".pre-commit-hooks.yaml", () => {
  it("hands ddconf the files that it knows by name", () => {
    const files = /files: (.*)/.exec(readFileSync(".pre-commit-hooks.yaml", "utf8"))?.[1] ?? "";
    const pattern = new RegExp(files);
    for (const path of [
      "datadog.yaml",
      "a/datadog.yaml",
      "conf.d/postgres.d/conf.yaml",
      "mysql.d/a.yml",
      ".ddconf.yaml",
    ])
      assert.match(path, pattern);
    for (const path of ["x.datadog.yaml", "redisdb.d/conf.yaml", "postgres.d/conf.yaml.example"])
      assert.doesNotMatch(path, pattern);
  });
});
