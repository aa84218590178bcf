import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { regexProblem } from "../../server/src/rules/support/regex";

/** Patterns that Python's `re` compiles (3.12), among them all that JavaScript would refuse. */
const VALID = [
  "",
  ".*",
  "^orders$",
  "a|b",
  "(a|b)+",
  "(?i)orders",
  "(?i:a)b",
  "(?P<name>x)(?P=name)",
  "(?:a)*",
  "(?=a)b",
  "(?!a)b",
  "(?<=a)b",
  "(?<!a)b",
  "(?#note (a)x",
  "[]a]",
  "[^]a]",
  "[a\\]b]",
  "[[:alpha:]]",
  "a{2}",
  "a{2,}?",
  "a{",
  "{",
  "a}",
  "]",
  "a*?",
  "a+?",
  "a??",
  "a*+",
  "\\(",
  "\\.\\*",
  "\\Z",
  "\\A\\d",
  "\\_",
  "(?x) a # (",
  "(x)?(?(1)y|z)",
  "postgresql\\.bgwriter\\..*",
  "(|a)",
];

const INVALID: Readonly<Record<string, string>> = {
  "(a": "never closed",
  "(a|(b)": "never closed",
  "a)": "never opened",
  "[a-z": "never closed",
  "[": "never closed",
  "*a": "nothing to repeat",
  "+": "nothing to repeat",
  "a|*": "nothing to repeat",
  "(*a)": "nothing to repeat",
  "^*": "nothing to repeat",
  "a**": "repeats a repetition",
  "a\\": "nothing follows",
  "(?<name>a)": "(?P<name>",
  "\\p{L}": "Python has no",
  "(?#note": "never closed",
};

describe("regular expressions", () => {
  for (const pattern of VALID)
    it(`accepts ${pattern}`, () => assert.equal(regexProblem(pattern, "python"), undefined));
  for (const [pattern, why] of Object.entries(INVALID))
    it(`refuses ${pattern}`, () => assert.ok(regexProblem(pattern, "python")?.why.includes(why)));

  it("leaves PostgreSQL's own escapes and prefixes alone", () => {
    for (const pattern of ["\\mword\\M", "***=a(b", "(?q)a(b", "\\y"])
      assert.equal(regexProblem(pattern, "postgres"), undefined, pattern);
    assert.ok(regexProblem("a*+", "postgres"));
  });

  it("says where", () => {
    assert.deepEqual(regexProblem("ab(c", "python")?.start, 2);
  });
});
