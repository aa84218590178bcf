import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { describe, it } from "node:test";
import { globSync } from "../../scripts/files.mjs";
import { DEFAULT_SETTINGS, isAtLeast, type Settings } from "../../server/src/config/settings";
import { NEWEST_AGENT, parseVersionRange } from "../../server/src/config/version";
import { openDocument } from "../../server/src/documents/document";
import { applyEdits } from "../../server/src/model/edit";
import type { Finding } from "../../server/src/rules/finding";
import { ALL_RULES, RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";
import { type PageExample, readExamples } from "../support/pages";

const ROOT = "server/src/rules";

describe("rule pages", () => {
  const pages = globSync(ROOT, /\.md$/);

  it("there is one page per rule and one rule per page", () => {
    const ids = pages.map((page) => relative(ROOT, page).replace(/\.md$/, "").replaceAll("\\", "/"));
    assert.deepEqual(ids.sort(), RULES.map((rule) => rule.id).sort());
  });

  it("the registry holds every rule file on disk", () => {
    const files = globSync(ROOT, /\.ts$/)
      .map((file) => relative(ROOT, file).replace(/\.ts$/, "").replaceAll("\\", "/"))
      .filter((file) => file.includes("/") && !file.startsWith("support/"));
    assert.deepEqual(files.sort(), RULES.map((rule) => rule.id).sort());
  });

  for (const page of pages) describe(relative(ROOT, page), () => checkPage(page));
});

function checkPage(page: string): void {
  const id = relative(ROOT, page).replace(/\.md$/, "").replaceAll("\\", "/");
  const text = readFileSync(page, "utf8");
  const examples = readExamples(page);

  it("has the title of its rule, the usual headings, and bad and good examples", () => {
    assert.equal(text.split("\n", 1)[0], `# ${RULES.find((rule) => rule.id === id)?.title}`);
    for (const heading of ["## What the Agent does", "## How to fix it", "## Examples", "## Sources"]) {
      assert.ok(
        text.includes(`\n${heading}\n`) ||
          (heading.includes("Agent does") && /\n## What .+ do(es)?\n/.test(text)),
        heading,
      );
    }
    for (const verdict of ["bad", "good"])
      assert.ok(
        examples.some((example) => example.verdict === verdict),
        `${verdict} example`,
      );
  });

  for (const [index, example] of examples.entries()) {
    it(`${example.verdict} example ${index + 1}`, () =>
      example.verdict === "good" ? checkGood(example) : checkBad(example, id));
  }
}

function findingsIn(text: string, example: PageExample): Finding[] {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    agentVersion:
      (example.agentVersion ? parseVersionRange(example.agentVersion) : undefined) ?? NEWEST_AGENT,
    ...(example.site ? { site: example.site } : {}),
  };
  return runRules(ALL_RULES, openDocument(example.file, text), settings);
}

function checkGood(example: PageExample): void {
  assert.deepEqual(findingsIn(example.text, example).map(summary(example.text)), []);
}

function checkBad(example: PageExample, id: string): void {
  const findings = findingsIn(example.text, example);
  assert.ok(example.marks.length > 0, "a bad example marks the mistake with ⟦ and ⟧");
  const expected = example.marks.map(
    ({ start, end }) => `${id} at ${example.text.slice(start, end)} (${start})`,
  );
  assert.deepEqual(findings.map(summary(example.text)), expected);
  const fix = findings[0]?.fixes[0];
  if (example.fixed !== undefined)
    assert.ok(fix, "the example shows a fixed text, so the finding needs a fix");
  if (!fix) return;
  const fixed = applyEdits(example.text, fix.edits);
  if (example.fixed !== undefined) assert.equal(fixed, example.fixed);
  // what is left to fill in, or better practice, may be said of the fixed text for the first time
  const left = findingsIn(fixed, example).filter(
    ({ rule, severity }) => rule === id || isAtLeast(severity, "warning"),
  );
  assert.ok(
    left.length < findings.length,
    `the fix leaves its finding, or makes others: ${left.map(summary(fixed))}`,
  );
}

function summary(text: string): (finding: Finding) => string {
  return ({ rule, span }) => `${rule} at ${text.slice(span.start, span.end)} (${span.start})`;
}
