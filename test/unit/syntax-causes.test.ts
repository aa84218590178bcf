import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { applyEdits } from "../../server/src/model/edit";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";

const find = (text: string) =>
  runRules(ALL_RULES, openDocument("datadog-agent/datadog.yaml", text), DEFAULT_SETTINGS);

/** The mistake, what is marked, a word of the message, and what the fix makes of the text. */
const CASES: readonly (readonly [string, string, RegExp, string?])[] = [
  ["env:\n\ta: 1\n", "\t", /tab .* indentation/i, "env:\n  a: 1\n"],
  ["env: a\n\t\nsite: b\n", "\t", /tab .* empty line/i, "env: a\n\nsite: b\n"],
  ["tags:\n  -\ta\n", "\t", /tab .* dash/i, "tags:\n  - a\n"],
  ["env: %%host%%\n", "%%host%%", /without quotes/, 'env: "%%host%%"\n'],
  [
    "proxy: {https: ENC[proxy], http: a}\n",
    "ENC[proxy]",
    /need quotes/,
    'proxy: {https: "ENC[proxy]", http: a}\n',
  ],
  ["tags: [ENC[one], b]\n", "ENC[one]", /need quotes/, 'tags: ["ENC[one]", b]\n'],
  ["env: [%%host%%, a]\n", "%%host%%", /without quotes/, 'env: ["%%host%%", a]\n'],
  ["env: @a # x\n", "@a", /reserved/, 'env: "@a" # x\n'],
  ["env: `a`\n", "`a`", /backtick/i, 'env: "`a`"\n'],
  ["env: *.log\n", "*.log", /alias/, 'env: "*.log"\n'],
  ["env: -|\n  a: b\n", "-|", /behind the bar/, "env: |-\n  a: b\n"],
  ["env: a\nsite:b\n", "site:b", /blank is missing behind the colon/, "env: a\nsite: b\n"],
  ["site:b\nenv: a\n", "site:b", /blank is missing behind the colon/, "site: b\nenv: a\n"],
  ["tags:\n  -a: 1\n    b: 2\n", "-", /blank is missing behind the dash/, "tags:\n  - a: 1\n    b: 2\n"],
  ["env: a: b\n", "a: b", /colon with a blank/, 'env: "a: b"\n'],
  ["env: a\n  site: b\n", "site", /deeper than the line above/],
  ["env:\n  a: 1\n b: 2\n", "b", /not in line.* 0 or 2 blanks, it starts after 1/],
  ["tags:\n  - a\n  env: 1\n", "env", /column of a list/],
  ["tags:\n   - a: 1\n  - b: 2\n", "-", /list item is not in line/],
  ["tags: - a\n", "-", /list cannot start/],
  ["env: 'a\nsite: b\n", "'a", /quote is opened/, "env: 'a'\nsite: b\n"],
  ['env: "a\nsite: "b"\nhostname: c\n', '"a', /quote is opened/, 'env: "a"\nsite: "b"\nhostname: c\n'],
  ["tags: [a, b\nenv: c\n", "[", /never closed/],
  ["tags: [a]]\n", "]", /closes nothing/, "tags: [a]\n"],
  ['env: "a" b\n', "b", /behind the closing/],
  ['env: "C:\\Users"\n', "\\U", /escape/, 'env: "C:\\\\Users"\n'],
  ["env: |a\n  b\n", "a", /line of `\|`/],
  ["sudo systemctl restart\nsite: a\n", "sudo systemctl restart", /neither/],
  ["site: a\napi\nenv: b\n", "api", /neither/],
  ["DD_SITE=a\nsite: b\n", "DD_SITE=", /set with `=`/],
  ['{\n  "site": "a"\n  "env": "b"\n}\n', '"env"', /not separated/],
  ["site:\u00A0a\nenv: b\n", "\u00A0", /non-breaking/, "site: a\nenv: b\n"],
  [" env: a\nsite: b\n", "site", /ignores it/],
  ["--- site: a\n", "site", /line of `---`/],
  ["env: a\u0000\n", "\u0000", /control character/, "env: a\n"],
];

describe("yaml/syntax names the cause", () => {
  for (const [text, marked, message, fixed] of CASES) {
    it(JSON.stringify(text), () => {
      const findings = find(text);
      assert.deepEqual(
        findings.map(({ rule, span }) => [rule, text.slice(span.start, span.end)]),
        [["yaml/syntax", marked]],
      );
      assert.match(findings[0]?.message ?? "", message);
      const edits = findings[0]?.fixes[0]?.edits;
      assert.equal(edits && applyEdits(text, edits), fixed);
    });
  }

  it("reports what cannot come from the same mistake, and nothing else", () => {
    const findings = find("env: %%a%%\nsite: %%b%%\nhostname:c\ntags: [\n");
    assert.deepEqual(
      findings.map(({ span }) => span.start),
      [5, 17, 23],
    );
  });

  it("is a warning where the Agent's reader has no trouble", () => {
    const [finding] = find("env: '\n  a\n'\nsite: datadoghq.eu\n");
    assert.equal(finding?.rule, "yaml/syntax");
    assert.equal(finding?.severity, "warning");
  });

  it("never quotes a value, which could be a secret", () => {
    for (const text of ["password: @hunter2\n", "password: *hunter2\n", "api_key: hunter2: x\n", "hunter2\n"])
      for (const { message } of find(text)) assert.doesNotMatch(message, /hunter2/);
  });
});
