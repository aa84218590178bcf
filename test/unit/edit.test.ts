import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyEdits, renameKey, YamlEditor } from "../../server/src/model/edit";
import { entryOf, mapOf, type Node, nodeAt, textAt } from "../../server/src/model/node";
import { parseYaml } from "../../server/src/model/yaml/parse";
import fc from "../support/property";

function rootOf(text: string): Node {
  const { documents, problems } = parseYaml(text);
  assert.deepEqual(problems, [], text);
  const root = documents[0]?.root;
  assert.ok(root, "the text is not empty");
  return root;
}

/** Moves the entry at a path of keys; undefined when the editor declines. */
function move(text: string, from: readonly string[], to: readonly string[]): string | undefined {
  const root = mapOf(rootOf(text));
  const entry = entryOf(nodeAt(root, from.slice(0, -1)), from.at(-1) ?? "");
  assert.ok(root && entry);
  const edits = new YamlEditor(text).move(entry, root, to);
  return edits && applyEdits(text, edits);
}

function remove(text: string, path: readonly string[]): string | undefined {
  const entry = entryOf(nodeAt(rootOf(text), path.slice(0, -1)), path.at(-1) ?? "");
  assert.ok(entry);
  const edit = new YamlEditor(text).remove(entry);
  return edit && applyEdits(text, [edit]);
}

describe("moving an entry", () => {
  it("takes the comments above and beside it along", () =>
    assert.equal(
      move("a: 1\n# why\nb: 2 # how\nc:\n  d: 3\n", ["b"], ["c", "b"]),
      "a: 1\nc:\n  d: 3\n  # why\n  b: 2 # how\n",
    ));
  it("creates missing sections", () =>
    assert.equal(move("a: 1\nb: 2\n", ["b"], ["x", "y", "z"]), "a: 1\nx:\n  y:\n    z: 2\n"));
  it("fills an empty section", () => assert.equal(move("x:\na: 1\n", ["a"], ["x", "a"]), "x:\n  a: 1\n"));
  it("keeps the shape of a nested value", () =>
    assert.equal(
      move(
        "s:\n    deep:\n        - a: 1\n          b: |\n            text\n\n            more\n",
        ["s", "deep"],
        ["deep"],
      ),
      "s:\ndeep:\n    - a: 1\n      b: |\n        text\n\n        more\n",
    ));
  it("keeps CRLF", () =>
    assert.equal(move("a: 1\r\nb: 2\r\n", ["a"], ["s", "a"]), "b: 2\r\ns:\r\n  a: 1\r\n"));
  it("declines in flow style", () => assert.equal(move("{a: 1, b: {c: 2}}\n", ["a"], ["b", "a"]), undefined));
  it("declines where the target is a scalar", () =>
    assert.equal(move("a: 1\nb: 2\n", ["a"], ["b", "a"]), undefined));
  it("declines where a dash shares the line", () => {
    const text = "- a: 1\n  b: 2\n";
    const item = mapOf(nodeAt(rootOf(text), [0]));
    const entry = entryOf(item, "a");
    assert.ok(item && entry);
    assert.equal(new YamlEditor(text).move(entry, item, ["c", "a"]), undefined);
  });
});

describe("removing an entry", () => {
  it("takes its lines and leaves the comment above", () =>
    assert.equal(remove("# head\na:\n  - 1\n  - 2 # two\nb: 3\n", ["a"]), "# head\nb: 3\n"));
  it("works on the last line without a line end", () => assert.equal(remove("a: 1\nb: 2", ["b"]), "a: 1\n"));
  it("keeps CRLF", () => assert.equal(remove("a: 1\r\nb: 2\r\n", ["a"]), "b: 2\r\n"));
});

describe("renaming a key", () => {
  it("changes nothing else", () => {
    const entry = entryOf(rootOf("a : 1 # x\n"), "a");
    assert.ok(entry);
    assert.equal(applyEdits("a : 1 # x\n", [renameKey(entry, "long")]), "long : 1 # x\n");
  });
});

const key = fc.constantFrom("alpha", "beta", "gamma", "delta");
const scalar = fc.constantFrom(
  "1",
  "true",
  '"quoted # no comment"',
  "plain text",
  "[1, 2]",
  "{k: v}",
  "",
  "|\n  block\n\n  text",
);
const comment = fc.constantFrom("", "# note");

interface Line {
  readonly key: string;
  readonly value: string;
  readonly comment: string;
  readonly above: string;
}

const line = fc.record({ key, value: scalar, comment, above: comment });
const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 4, selector: (entry) => entry.key });

/** A block mapping as text, indented by `indent` columns. */
function written(entries: readonly Line[], indent: number): string {
  const pad = " ".repeat(indent);
  return entries
    .map(({ key: name, value, comment: beside, above }) => {
      const tail = beside && !value.includes("\n") ? ` ${beside}` : "";
      const body = value.replace(/\n(?!\n)/g, `\n${pad}`);
      return `${above ? `${pad}${above}\n` : ""}${pad}${name}: ${body}${tail}\n`;
    })
    .join("");
}

describe("any move", () => {
  const document = fc.record({ outer: lines, inner: lines, crlf: fc.boolean(), last: fc.boolean() });
  const target = fc.constantFrom(["moved"], ["section", "moved"], ["fresh", "nested", "moved"]);

  it("leaves text that parses, with the value at its new place and all else unchanged", () => {
    fc.assert(
      fc.property(document, fc.nat(), target, fc.boolean(), (parts, pick, to, fromInner) => {
        const text = textOf(parts);
        const pool = fromInner ? parts.inner : parts.outer;
        const name = pool[pick % pool.length]?.key ?? "";
        checkMove(text, fromInner ? ["section", name] : [name], to);
      }),
      { numRuns: 300 },
    );
  });
});

interface Parts {
  readonly outer: readonly Line[];
  readonly inner: readonly Line[];
  readonly crlf: boolean;
  readonly last: boolean;
}

function textOf({ outer, inner, crlf, last }: Parts): string {
  const section = `section:\n${written(inner, 2)}`;
  const text = last ? written(outer, 0) + section : section + written(outer, 0);
  return crlf ? text.replaceAll("\n", "\r\n") : text;
}

function checkMove(text: string, from: readonly string[], to: readonly string[]): void {
  const before = rootOf(text);
  const after = move(text, from, to);
  if (after === undefined) return;
  const root = rootOf(after);
  assert.equal(entryOf(nodeAt(root, from.slice(0, -1)), from.at(-1) ?? ""), undefined, after);
  assert.ok(entryOf(nodeAt(root, to.slice(0, -1)), "moved"), after);
  assert.equal(textAt(root, to), textAt(before, from), after);
  const others = (mapOf(before)?.entries ?? []).filter(({ name }) => from.length > 1 || name !== from[0]);
  for (const { name } of others) assert.ok(entryOf(root, name), `${name} in ${after}`);
  assert.equal(after.split("# note").length, text.split("# note").length, "comments are kept");
  if (text.includes("\r\n")) assert.ok(!/[^\r]\n/.test(after), "CRLF is kept");
}
