import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { describe, it } from "node:test";
import { globSync } from "../../scripts/files.mjs";
import { isAtLeast } from "../../server/src/config/settings";
import { NEWEST_AGENT, parseVersionRange } from "../../server/src/config/version";
import { applyEdits } from "../../server/src/model/edit";
import type { Finding } from "../../server/src/rules/finding";
import { RULES } from "../../server/src/rules/registry";
import { type PageExample, readExamples } from "../support/pages";
import { lintWorkspace } from "../support/workspace";

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

function findingsIn(example: PageExample, texts: readonly string[]): Found[] {
  const settings = {
    agentVersion:
      (example.agentVersion ? parseVersionRange(example.agentVersion) : undefined) ?? NEWEST_AGENT,
    ...(example.site ? { site: example.site } : {}),
  };
  const files = Object.fromEntries(example.files.map(({ file }, index) => [file, texts[index] ?? ""]));
  assert.equal(
    Object.keys(files).length,
    example.files.length,
    "the files of a case have names of their own",
  );
  return [...lintWorkspace(files, settings)].flatMap(([file, findings]) =>
    findings.map((finding) => ({ finding, summary: summary(file, files[file] ?? "", finding) })),
  );
}

interface Found {
  readonly finding: Finding;
  readonly summary: string;
}

function checkGood(example: PageExample): void {
  const texts = example.files.map(({ text }) => text);
  assert.deepEqual(summaries(findingsIn(example, texts)), []);
}

function checkBad(example: PageExample, id: string): void {
  const texts = example.files.map(({ text }) => text);
  const findings = findingsIn(example, texts);
  const expected = example.files.flatMap(({ file, text, marks }) =>
    marks.map((span) => summary(file, text, { rule: id, span })),
  );
  assert.ok(expected.length > 0, "a bad example marks the mistake with ⟦ and ⟧");
  assert.deepEqual(summaries(findings), expected);
  const fix = findings[0]?.finding.fixes[0];
  if (example.fixed !== undefined)
    assert.ok(fix, "the example shows a fixed text, so the finding needs a fix");
  if (!fix) return;
  const fixed = applyEdits(texts[0] ?? "", fix.edits);
  if (example.fixed !== undefined) assert.equal(fixed, example.fixed);
  // what is left to fill in, or better practice, may be said of the fixed text for the first time
  const left = findingsIn(example, [fixed]).filter(
    ({ finding: { rule, severity } }) => rule === id || isAtLeast(severity, "warning"),
  );
  assert.ok(
    left.length < findings.length,
    `the fix leaves its finding, or makes others: ${summaries(left).join()}`,
  );
}

function summaries(findings: readonly Found[]): string[] {
  return findings.map((found) => found.summary);
}

function summary(file: string, text: string, { rule, span }: Pick<Finding, "rule" | "span">): string {
  return `${rule} at ${text.slice(span.start, span.end)} (${file}, ${span.start})`;
}
