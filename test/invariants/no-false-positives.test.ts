import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { globSync } from "../../scripts/files.mjs";
import { DEFAULT_SETTINGS, isAtLeast } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { diagnose } from "../../server/src/service/diagnose";

describe("clean configurations", () => {
  const files = ["examples/good", "test/corpus"].flatMap((folder) => globSync(folder, /\.ya?ml$/));

  for (const file of files) {
    it(`${file} has no error and no warning`, () => {
      const document = openDocument(file, readFileSync(file, "utf8"));
      assert.notEqual(document.detection.kind, "none", document.detection.reason);
      const findings = diagnose(document, DEFAULT_SETTINGS)
        .filter(({ severity }) => isAtLeast(severity, "warning"))
        .map(
          ({ rule, span, message }) => `${document.text.slice(span.start, span.end)}: ${rule}: ${message}`,
        );
      assert.deepEqual(findings, []);
    });
  }
});
