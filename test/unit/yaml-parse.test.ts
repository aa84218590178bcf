import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { effectiveEntries, mapOf, nodeAt, scalarOf, textAt } from "../../server/src/model/node";
import { parseYaml } from "../../server/src/model/yaml/parse";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";

const rootOf = (text: string) => parseYaml(text).documents[0]?.root;
const fatal = (text: string) => parseYaml(text).problems.filter((problem) => problem.fatal);
const codes = (text: string) => fatal(text).map(({ code }) => code);
const lint = (text: string) =>
  runRules(ALL_RULES, openDocument("datadog-agent/datadog.yaml", text), DEFAULT_SETTINGS);

describe("reading YAML", () => {
  it("keeps offsets right with CRLF, a byte order mark and characters outside of the basic plane", () => {
    for (const [text, name] of [
      ["a: 1\r\nbb: two\r\n", "bb"],
      ["\uFEFFbb: two\n", "bb"],
      ["# 😀\na: 😀 # 😀\nbb: two\n", "bb"],
      ["a: 1\rbb: two\r", "bb"],
    ] as const) {
      const entry = effectiveEntries(mapOf(rootOf(text)) ?? assert.fail()).at(-1) ?? assert.fail();
      assert.equal(text.slice(entry.key.span.start, entry.key.span.end), name);
      assert.equal(text.slice(entry.value.span.start, entry.value.span.end), "two");
    }
  });

  it("reads the first document and knows the others", () => {
    const stream = parseYaml("a: 1\n---\nb: [\n");
    assert.equal(stream.documents.length, 2);
    assert.deepEqual(stream.problems, []);
    assert.equal(rootOf("---\n# nothing\n"), undefined);
    assert.equal(rootOf(""), undefined);
  });

  it("takes the last of duplicate keys", () => {
    assert.equal(textAt(rootOf("a: 1\nb: 2\na: 3\n"), ["a"]), "3");
  });

  it("merges in the order of the text, as go-yaml v2 does", () => {
    const base = "base: &base {a: base, b: base}\nmore: &more {a: more, c: more}\n";
    const at = (map: string, key: string) => textAt(rootOf(base + map), ["m", key]);
    assert.equal(at("m:\n  <<: *base\n  a: own\n", "a"), "own");
    assert.equal(at("m:\n  a: own\n  <<: *base\n", "a"), "base");
    assert.equal(at("m:\n  <<: [*base, *more]\n", "a"), "base");
    assert.equal(at("m:\n  <<: [*base, *more]\n", "c"), "more");
    assert.equal(at("m:\n  <<: *base\n  <<: *more\n", "a"), "more");
    assert.equal(textAt(rootOf("m: &m\n  a: 1\n  <<: *m\n"), ["m", "a"]), "1");
  });

  it("does not expand aliases, and knows which have no anchor", () => {
    const root = rootOf("a: &x [1]\nb: *x\n");
    assert.equal(scalarOf(nodeAt(root, ["b", 0]))?.value, 1);
    assert.deepEqual(codes("b: *x\n"), ["UNKNOWN_ANCHOR"]);
    assert.deepEqual(codes("b: *x\na: &x 1\n"), ["UNKNOWN_ANCHOR"]);
  });
});

describe("where go-yaml and newer readers differ", () => {
  const accepted = {
    "closing bracket at the key": "a: [\n  1\n]\nb: 2\n",
    "items at the key": "a: [\n1,\n2\n]\nb: 2\n",
    "nested brackets closing at the key": "a: [{\n  x: 1\n}]\nb: 2\n",
    "closing quote at the key": "a: '[{\n  \"x\": 1\n}]'\nb: 2\n",
    "tab inside brackets": "a: [\n\t1\n]\nb: 2\n",
    "comment behind a quote": 'a: "1"# one\nb: 2\n',
    "lone carriage returns": "a: 1\rb: 2\r",
    "tab behind a colon": "a:\t1\nb:\t2\n",
    "a comment between brackets": "a: [1, # one\n2]\nb: 2\n",
  };
  for (const [name, text] of Object.entries(accepted)) {
    it(`accepts: ${name}`, () => {
      assert.deepEqual(fatal(text), []);
      assert.equal(textAt(rootOf(text), ["b"]), "2");
    });
  }

  const refused = {
    "tab on an empty line": ["a: 1\n\t\nb: 2\n", "TAB_AS_INDENT"],
    "tab before a comment": ['a: "1"\n\t# x\nb: 2\n', "TAB_AS_INDENT"],
    "tab behind a dash": ["a:\n  -\tb\n", "TAB_AS_INDENT"],
    "tab in a block of text": ["a: |\n  x\n\t\n  y\n", "TAB_AS_INDENT"],
    "control character": ["a: \u0007\n", "CONTROL_CHARACTER"],
    "unknown directive": ["%%a%%: 1\n", "BAD_DIRECTIVE"],
    "alias of a pattern": ["a: *.log\n", "UNKNOWN_ANCHOR"],
    "no key before a colon": ["a: 1\n: 2\n", "EMPTY_KEY"],
    "bracket that is never closed": ["a: [1, 2\nb: 3\n", "UNCLOSED_BRACKET"],
    "quote that is never closed": ['a: "1\nb: 3\n', "UNCLOSED_QUOTE"],
  } as const;
  for (const [name, [text, code]] of Object.entries(refused)) {
    it(`refuses: ${name}`, () => assert.equal(codes(text)[0], code));
  }

  it("accepts tabs where text goes on", () => {
    assert.deepEqual(fatal("a: one\n  \ttwo\nb: |\n  x\n  \ty\n"), []);
  });
});

describe("texts made to hurt", () => {
  before(() => void lint("env: a\n")); // schemas are read once

  const timed = (limit: number, run: () => void) => {
    const start = performance.now();
    run();
    const took = performance.now() - start;
    assert.ok(took < limit, `took ${Math.round(took)} ms`);
  };

  it("a billion laughs cost next to nothing", () => {
    const levels = "bcdefghijklmnop".split("");
    let text = `a: &a ["lol"]\n`;
    let previous = "a";
    for (const level of levels) {
      text += `${level}: &${level} [${`*${previous}, `.repeat(9)}*${previous}]\n`;
      previous = level;
    }
    timed(1000, () => lint(`${text}tags: *${previous}\nadditional_endpoints: *${previous}\n`));
  });

  it("a billion laughs of merge keys cost next to nothing", () => {
    let text = "a0: &a0 {x: 1}\n";
    for (let i = 1; i < 40; i++)
      text += `a${i}: &a${i}\n  <<: [${`*a${i - 1}, `.repeat(9)}*a${i - 1}]\n  k${i}: 1\n`;
    timed(1000, () => lint(`${text}apm_config: *a39\n`));
  });

  const deep = {
    "open brackets": `a: ${"[".repeat(10_000)}`,
    "closed brackets": "[".repeat(10_000) + "]".repeat(10_000),
    braces: "{a: ".repeat(10_000),
    dashes: "- ".repeat(10_000),
    "question marks": "? ".repeat(10_000),
    "keys on a line": "a: ".repeat(10_000),
    "indented maps": Array.from({ length: 2_000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
    "brackets behind an open quote": `a: "\nb: ${"[".repeat(10_000)}`,
    "brackets in a block of text": `a: |\n  x\n ${"[".repeat(10_000)}`,
    "quoted keys": '"a": '.repeat(10_000),
    "a chain of anchors": `a0: &a0 [1]\n${Array.from({ length: 2_000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`).join("\n")}\n`,
    "a chain of merges": `apm_config: &a0 {x: 1}\n${Array.from({ length: 2_000 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: *a${i}}`).join("\n")}\n`,
  };
  for (const [name, text] of Object.entries(deep)) {
    it(`${name}, thousands deep, are a problem and no crash`, () => {
      timed(5000, () => assert.ok(fatal(text).length > 0));
      timed(5000, () => assert.ok(lint(text).length > 0));
    });
  }

  it("what is long and not deep is read", () => {
    assert.deepEqual(fatal(`a:\n${"  - [x]\n".repeat(5_000)}`), []);
    assert.deepEqual(fatal(`a: [${"[x], ".repeat(5_000)}]\n`), []);
  });
});
