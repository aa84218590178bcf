import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS, isAtLeast } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import type { Artefact, ArtefactLanguage } from "../../server/src/generate/artefact";
import { GENERATORS } from "../../server/src/generate/index";
import { diagnose } from "../../server/src/service/diagnose";
import { generate } from "../../server/src/service/generate";
import { assertGoldenFile } from "../support/golden";
import { CASES, type Case } from "./cases";

const ENDINGS: Readonly<Record<ArtefactLanguage, string>> = {
  json: "json",
  sql: "sql",
  shellscript: "sh",
  terraform: "tf",
};

describe("generated", () => {
  for (const [name, given] of Object.entries(CASES)) {
    const artefact = write(given);
    const file = `${name}.${ENDINGS[artefact.language]}`;

    it(`${file} is what its golden file says`, () => {
      assertGoldenFile(`test/generate/golden/${file}`, artefact.text);
      assertGoldenFile(
        `test/generate/golden/${name}.notes.txt`,
        `${[artefact.title, ...artefact.notes].join("\n")}\n`,
      );
    });

    it(`${file} is written for a configuration without a mistake`, () => {
      if (given.file) assert.deepEqual(mistakes(given.file.path, given.file.text, "error"), []);
    });

    if (artefact.language === "json")
      it(`${file} passes ddconf's own rules`, () => {
        assert.notEqual(openDocument(file, artefact.text).detection.kind, "none");
        assert.deepEqual(mistakes(file, artefact.text, "warning"), []);
      });
  }

  it("has a golden file of every generator", () => {
    const covered = new Set(Object.values(CASES).map(({ generator }) => generator));
    assert.deepEqual(
      GENERATORS.map(({ id }) => id).filter((id) => !covered.has(id)),
      [],
    );
  });
});

function write({ generator, file, options = {} }: Case): Artefact {
  const document = file && openDocument(file.path, file.text);
  const artefact = generate(document, DEFAULT_SETTINGS, generator, document && 0, options);
  assert.ok(artefact);
  return artefact;
}

function mistakes(path: string, text: string, threshold: "error" | "warning"): string[] {
  return diagnose(openDocument(path, text), DEFAULT_SETTINGS)
    .filter(({ severity }) => isAtLeast(severity, threshold))
    .map(({ rule, message }) => `${rule}: ${message}`);
}
