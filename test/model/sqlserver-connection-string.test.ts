import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type ConnectionProblemKind,
  connectionValue,
  parseConnectionString,
  propertyOf,
} from "../../server/src/model/sqlserver/connection-string";
import fc from "../support/property";

describe("a connection string that parses", () => {
  const table: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
    ["nothing", "", []],
    ["blanks", "  \n ", []],
    ["the last semicolon may be there", "A=B;", [["A", "B"]]],
    ["or not", "A=B", [["A", "B"]]],
    [
      "blanks before a key do not count",
      " A=B;  C=D ",
      [
        ["A", "B"],
        ["C", "D"],
      ],
    ],
    ["blanks in a key", "Data Source=db", [["Data Source", "db"]]],
    ["blanks around a value", "A= B ;", [["A", " B "]]],
    ["braces", "PWD={a;b=c{d}", [["PWD", "a;b=c{d"]]],
    ["a doubled brace is one", "PWD={a}}b}", [["PWD", "a}b"]]],
    ["at the end too", "PWD={a}}}", [["PWD", "a}"]]],
    [
      "braces in the middle of a value",
      "A=x{;}y;B=1",
      [
        ["A", "x;y"],
        ["B", "1"],
      ],
    ],
    ["braces in a key", "{A;}=B", [["A;", "B"]]],
    [
      "a part without `=`",
      "A=B;loose;C=D",
      [
        ["A", "B"],
        ["", "loose"],
        ["C", "D"],
      ],
    ],
    [
      "at the end too",
      "A=B;loose",
      [
        ["A", "B"],
        ["", "loose"],
      ],
    ],
  ];
  for (const [name, text, expected] of table)
    it(name, () => {
      const { properties, problem } = parseConnectionString(text);
      assert.equal(problem, undefined);
      assert.deepEqual(
        properties.map(({ key, value }) => [key, value]),
        expected,
      );
    });
});

describe("a connection string that the check refuses", () => {
  const table: readonly (readonly [string, ConnectionProblemKind, string])[] = [
    ["A==B", "equals-in-value", "="],
    ["A=B=C;D=E", "equals-in-value", "="],
    ["A=B;=C", "empty-key", "="],
    ["A=;B=C", "empty-value", "A"],
    ["A=B;Encrypt=", "empty-value", "Encrypt"],
    ["A={};", "empty-value", "A"],
    ["A=B;;C=D", "empty-part", ";"],
    [";A=B", "empty-part", ";"],
    ["A=B; ;", "empty-part", ";"],
    ["A=b}c;", "stray-brace", "}"],
    ["A}=b", "stray-brace", "}"],
    ["A={b}c}", "stray-brace", "}"],
    ["A={b;C=D", "unclosed-brace", "{"],
    ["A={b}}", "unclosed-brace", "{"],
  ];
  for (const [text, kind, at] of table)
    it(`${text} (${kind})`, () => {
      const { problem } = parseConnectionString(text);
      assert.equal(problem?.kind, kind);
      assert.equal(text.slice(problem?.span.start, problem?.span.end), at);
    });

  it("says which value is at fault, up to the next semicolon", () => {
    const text = "Encrypt=yes;APP=a=b ; C=D";
    const { problem, properties } = parseConnectionString(text);
    assert.equal(problem?.key, "APP");
    assert.equal(text.slice(problem?.valueSpan?.start, problem?.valueSpan?.end), "a=b ");
    assert.equal(properties.length, 1);
  });
});

it("of equal keys the last one counts, in any case", () => {
  const parsed = parseConnectionString("UID=a;uid=b");
  assert.equal(propertyOf(parsed, "Uid")?.value, "b");
  assert.equal(propertyOf(parsed, "PWD"), undefined);
});

it("never throws, and its spans lie in the text", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom("=", ";", "{", "}", " ", "a", "\n") }),
  );
  fc.assert(
    fc.property(text, (string) => {
      const { properties, problem } = parseConnectionString(string);
      const spans = properties.flatMap(({ keySpan, valueSpan }) => [keySpan, valueSpan]);
      if (problem) spans.push(problem.span, ...(problem.valueSpan ? [problem.valueSpan] : []));
      for (const { start, end } of spans) assert.ok(start >= 0 && start <= end && end <= string.length);
    }),
    { numRuns: 2000 },
  );
});

it("a value is read back as it was written", () => {
  const key = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,10}[A-Za-z]$/);
  const value = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.string({ unit: fc.constantFrom("=", ";", "{", "}", " ", "a", "%"), minLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(key, value), { maxLength: 4 }), (pairs) => {
      const text = pairs.map(([name, content]) => `${name}=${connectionValue(content)}`).join(";");
      const { properties, problem } = parseConnectionString(text);
      assert.equal(problem, undefined);
      assert.deepEqual(
        properties.map((property) => [property.key, property.value]),
        pairs,
      );
    }),
    { numRuns: 1000 },
  );
});
