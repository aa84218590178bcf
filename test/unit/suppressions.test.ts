import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { applyEdits } from "../../server/src/model/edit";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";

const run = (text: string, settings: Settings = DEFAULT_SETTINGS) =>
  runRules(ALL_RULES, openDocument("datadog-agent/datadog.yaml", text), settings);
const rules = (text: string, settings?: Settings) => run(text, settings).map(({ rule }) => rule);

const KEPT = ["yaml/placeholder"];
const UNUSED = ["ddconf/unused-suppression"];

describe("suppression comments", () => {
  it("hide on the same line, with or without a rule id", () => {
    assert.deepEqual(rules("site: <YOUR_SITE>\n"), KEPT);
    assert.deepEqual(rules("site: <YOUR_SITE> # ddconf: ignore[yaml/placeholder] later\n"), []);
    assert.deepEqual(rules("site: <YOUR_SITE> # ddconf: ignore later\n"), []);
    assert.deepEqual(rules("site: <YOUR_SITE> #ddconf:ignore[yaml/placeholder]\n"), []);
  });

  it("hide on the next line that holds something", () => {
    assert.deepEqual(rules("# ddconf: ignore[yaml/placeholder]\nsite: <YOUR_SITE>\n"), []);
    assert.deepEqual(rules("# ddconf: ignore[yaml/placeholder]\n\n# why\nsite: <YOUR_SITE>\n"), []);
    assert.deepEqual(rules("# ddconf: ignore[yaml/placeholder]\r\nsite: <YOUR_SITE>\r\n"), []);
    assert.deepEqual(rules("# ddconf: ignore[yaml/placeholder]\nenv: dev\nsite: <YOUR_SITE>\n"), [
      ...UNUSED,
      ...KEPT,
    ]);
  });

  it("stack above one line", () => {
    const text =
      "# ddconf: ignore[yaml/placeholder]\n# ddconf: ignore[yaml/duplicate-key]\nsite: <YOUR_SITE>\n";
    assert.deepEqual(rules(text), UNUSED);
  });

  it("hide between off and on, or to the end", () => {
    assert.deepEqual(rules("# ddconf: off\nsite: <YOUR_SITE>\n# ddconf: on\nenv: <ENV>\n"), KEPT);
    assert.deepEqual(rules("# ddconf: off\nsite: <YOUR_SITE>\nenv: <ENV>\n"), []);
    assert.deepEqual(rules("# ddconf: off\n# ddconf: on\nsite: <YOUR_SITE>\n"), KEPT);
  });

  it("hide a syntax error and what stands in a file that does not parse", () => {
    assert.deepEqual(rules("# ddconf: off\nsite: %%x%%\n"), []);
    assert.deepEqual(rules("site: %%x%% # ddconf: ignore[yaml/syntax]\n"), []);
  });

  it("are no comments inside of quotes and blocks of text", () => {
    assert.deepEqual(rules("env: '<ENV> # ddconf: ignore'\nsite: <YOUR_SITE>\n"), [...KEPT, ...KEPT]);
    assert.deepEqual(rules("env: |\n  # ddconf: ignore\n  <ENV>\n"), KEPT);
    assert.deepEqual(rules("env: |\n  # ddconf: off\nsite: <YOUR_SITE>\n"), KEPT);
    assert.deepEqual(rules("# ddconf: off\nenv: |\n  # ddconf: on\nsite: <YOUR_SITE>\n"), []);
    assert.deepEqual(rules("env: a#ddconf:ignore\n"), []);
  });

  it("are reported when they hide nothing, unless the rule is off", () => {
    assert.deepEqual(rules("site: datadoghq.eu # ddconf: ignore[yaml/placeholder]\n"), UNUSED);
    assert.deepEqual(rules("site: datadoghq.eu # ddconf: ignore\n"), UNUSED);
    const settings: Settings = { ...DEFAULT_SETTINGS, severities: new Map([["yaml/placeholder", "off"]]) };
    assert.deepEqual(rules("site: <YOUR_SITE> # ddconf: ignore[yaml/placeholder]\n", settings), []);
  });

  it("lose only the ids that hide nothing", () => {
    const fixed = (text: string) => {
      const [finding] = run(text);
      return applyEdits(text, finding?.fixes[0]?.edits ?? []);
    };
    const comment = (ids: string) => `site: <YOUR_SITE> # ddconf: ignore[${ids}] why\n`;
    assert.equal(fixed(comment("yaml/placeholder, yaml/syntax")), comment("yaml/placeholder"));
    assert.equal(fixed(comment("yaml/syntax, yaml/placeholder")), comment("yaml/placeholder"));
    assert.equal(fixed("# ddconf: ignore[yaml/syntax]\nsite: a.eu\n"), "site: a.eu\n");
  });

  it("that are misspelled say so once", () => {
    assert.deepEqual(rules("env: dev # ddconf: ignore[yaml/placeholdr]\n"), ["ddconf/unknown-rule"]);
    assert.deepEqual(rules("env: dev # ddconf: disable\n"), ["ddconf/suppression-syntax"]);
    assert.deepEqual(rules("env: <ENV> # ddconf: ignore[yaml/placeholder\n"), ["ddconf/suppression-syntax"]);
    assert.deepEqual(rules("env: <ENV> # ddconf: ignore[]\n"), ["ddconf/suppression-syntax"]);
    assert.deepEqual(rules("# ddconf: off[yaml/placeholder]\nenv: <ENV>\n"), ["ddconf/suppression-syntax"]);
  });
});
