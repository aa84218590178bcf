import assert from "node:assert/strict";
import { it } from "node:test";
import { scalarOf } from "../../server/src/model/node";
import { parseYaml } from "../../server/src/model/yaml/parse";
import { yamlString } from "../../server/src/model/yaml/quote";

it("a text written as YAML is read back as the same text", () => {
  for (const text of [
    "env:prod",
    "off",
    "12",
    "0x1",
    "a: b",
    "a #b",
    "a:",
    "",
    " a",
    "- a",
    "*a",
    'say "x"',
    "a\nb",
    "~",
    "%%x%%",
  ])
    for (const flow of [false, true]) {
      const root = parseYaml(yamlString(text, flow)).documents[0]?.root;
      assert.equal(scalarOf(root)?.value, text);
    }
});
