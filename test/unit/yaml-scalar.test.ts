import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { entryOf, type ScalarValue, scalarOf } from "../../server/src/model/node";
import { parseYaml } from "../../server/src/model/yaml/parse";
import { resolvePlain } from "../../server/src/model/yaml/scalar";

/** Each row by the tables and number readers of go-yaml v2 (`resolve.go`). */
const PLAIN: readonly (readonly [string, ScalarValue])[] = [
  ["", null],
  ["~", null],
  ["null", null],
  ["Null", null],
  ["NULL", null],
  ["nULL", "nULL"],
  ["yes", true],
  ["Yes", true],
  ["y", true],
  ["on", true],
  ["ON", true],
  ["TRUE", true],
  ["tRUE", "tRUE"],
  ["no", false],
  ["n", false],
  ["off", false],
  ["False", false],
  ["oN", "oN"],
  ["0", 0],
  ["8126", 8126],
  ["+1", 1],
  ["-1", -1],
  ["1_000", 1000],
  ["_1", "_1"],
  ["0755", 493],
  ["0o755", 493],
  ["-010", -8],
  ["08", 8],
  ["0x1F", 31],
  ["0X1f", 31],
  ["0xZZ", "0xZZ"],
  ["0b101", 5],
  ["-0b11", -3],
  ["0b102", "0b102"],
  ["0xFFFFFFFFFFFFFFFFFF", "0xFFFFFFFFFFFFFFFFFF"],
  ["1.5", 1.5],
  ["1.", 1],
  [".5", 0.5],
  ["-.5", -0.5],
  [".5_0", ".5_0"],
  ["1_0.5", 10.5],
  ["1e3", 1000],
  ["1e", "1e"],
  ["1e999", "1e999"],
  [".inf", Number.POSITIVE_INFINITY],
  ["-.INF", Number.NEGATIVE_INFINITY],
  [".nan", Number.NaN],
  ["inf", "inf"],
  [".", "."],
  ["+", "+"],
  ["-", "-"],
  ["7.70.1", "7.70.1"],
  ["10.0.0.1", "10.0.0.1"],
  ["12:30:45", "12:30:45"], // base 60 is not read
  ["2001-12-14", "2001-12-14"], // dates stay text
  ["5s", "5s"],
  ["datadoghq.com", "datadoghq.com"],
];

/** Explicit tags and quotes. */
const WRITTEN: readonly (readonly [string, ScalarValue])[] = [
  ['"8126"', "8126"],
  ["'yes'", "yes"],
  ['""', ""],
  ["!!str 8126", "8126"],
  ["! 8126", "8126"],
  ['!!int "8126"', 8126],
  ["!!float 5", 5],
  ['!!bool "yes"', true],
  ["!secret 8126", "8126"],
  ["|\n  8126\n", "8126\n"],
  [">-\n  8126\n", "8126"],
];

describe("scalars as go-yaml reads them", () => {
  for (const [text, value] of PLAIN) it(JSON.stringify(text), () => assert.equal(resolvePlain(text), value));
  for (const [text, value] of WRITTEN) {
    it(JSON.stringify(text), () => {
      const root = parseYaml(`key: ${text}\n`).documents[0]?.root;
      assert.equal(scalarOf(entryOf(root, "key")?.value)?.value, value);
    });
  }
});
