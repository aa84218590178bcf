import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, it } from "node:test";
import { globSync } from "../../scripts/files.mjs";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";

describe("policies that AWS accepts and that do what they say", () => {
  const files = globSync("test/corpus/iam", /\.json$/);

  it("there are some", () => assert.ok(files.length >= 40));

  for (const file of files) {
    it(`${basename(file)} has no finding`, () => {
      const document = openDocument(file, readFileSync(file, "utf8"));
      assert.equal(document.detection.kind, "iam-policy");
      const findings = runRules(ALL_RULES, document, DEFAULT_SETTINGS);
      assert.deepEqual(
        findings.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
  }
});
