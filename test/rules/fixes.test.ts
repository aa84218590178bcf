import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { globSync } from "../../scripts/files.mjs";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/config/settings";
import { NEWEST_AGENT, parseVersionRange } from "../../server/src/config/version";
import { openDocument } from "../../server/src/documents/document";
import { applyEdits } from "../../server/src/model/edit";
import type { Finding } from "../../server/src/rules/finding";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";
import { applySafeFixes } from "../../server/src/service/fix-all";
import { readExamples } from "../support/pages";

/** A text that fixes are tried on, and how it is checked. */
interface Sample {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly settings: Settings;
}

const files: Sample[] = ["examples", "test/corpus"]
  .flatMap((folder) => globSync(folder, /\.ya?ml$/))
  .map((file) => ({ name: file, file, text: readFileSync(file, "utf8"), settings: DEFAULT_SETTINGS }));

const examples: Sample[] = globSync("server/src/rules", /\.md$/).flatMap((page) =>
  readExamples(page).flatMap(({ files: parts, agentVersion, site }, index) =>
    parts.map(({ file, text }) => ({
      name: `${page} #${index + 1}`,
      file,
      text,
      settings: {
        ...DEFAULT_SETTINGS,
        agentVersion: (agentVersion ? parseVersionRange(agentVersion) : undefined) ?? NEWEST_AGENT,
        ...(site ? { site } : {}),
      },
    })),
  ),
);

/** Rules whose finding keeps others from being seen: what comes to light when it is mended is not new. */
const HIDES_OTHERS = /^yaml\/(?:syntax|duplicate-key|merge-conflict|extra-document)$|\/instances-shape$/;

/** What may be said of a mended text for the first time: a blank left to fill in, better practice. */
const COMES_WITH_FIXES = /^(?:iam\/unfilled-placeholder|iam\/source-account|arn-pattern\/sample-account)\b/;

describe("every offered fix", () => {
  const samples = [...files, ...examples];
  it("has texts to be tried on", () => assert.ok(samples.length > 150, `${samples.length} samples`));

  for (const sample of samples) {
    it(`mends its finding and breaks nothing: ${sample.name}`, () =>
      assert.deepEqual(faultsOfFixes(sample), []));
    it(`comes to rest: ${sample.name}`, () => comesToRest(sample));
  }
});

function check(sample: Sample, text: string) {
  const document = openDocument(sample.file, text);
  return { document, findings: runRules(ALL_RULES, document, sample.settings) };
}

/** What is wrong with the fixes that a text is offered, in words. */
function faultsOfFixes(sample: Sample): string[] {
  const before = check(sample, sample.text).findings;
  return before.flatMap((finding) =>
    finding.fixes.flatMap((fix) => {
      const fixed = applyEdits(sample.text, fix.edits);
      return faultsOf(finding, before, sample, fixed).map(
        (fault) => `${finding.rule}: “${fix.title}” ${fault}, in\n${fixed}`,
      );
    }),
  );
}

function faultsOf(finding: Finding, before: readonly Finding[], sample: Sample, fixed: string): string[] {
  const { document, findings: after } = check(sample, fixed);
  const then = tally(before);
  const now = tally(after);
  const faults: string[] = [];
  if ((now.get(words(finding)) ?? 0) >= (then.get(words(finding)) ?? 0)) faults.push("leaves its finding");
  if (!HIDES_OTHERS.test(finding.rule))
    for (const [found, count] of now)
      if (count > (then.get(found) ?? 0) && !COMES_WITH_FIXES.test(found))
        faults.push(`makes a new finding (${found})`);
  const lost = commentLines(sample.text).filter((line) => !commentLines(fixed).includes(line));
  if (lost.length > 0) faults.push(`drops comments (${lost.join(" ")})`);
  const unread = document.regions.some(({ stream }) => stream.problems.some(({ fatal }) => fatal));
  if (unread && finding.rule !== "yaml/syntax") faults.push("leaves a text that does not parse");
  return faults;
}

/** Applies safe fixes, then the first fix of the first finding that has one, again and again. */
function comesToRest(sample: Sample): void {
  const start = check(sample, sample.text);
  const safe = applySafeFixes(start, (text) => check(sample, text));
  const again = applySafeFixes(safe, (text) => check(sample, text));
  assert.equal(again.document.text, safe.document.text, "safe fixes are done in one go");
  let text = sample.text;
  const limit = 2 * start.findings.length + 10;
  for (let round = 0; round < limit; round++) {
    const fix = check(sample, text).findings.find(({ fixes }) => fixes.length > 0)?.fixes[0];
    if (!fix) return;
    text = applyEdits(text, fix.edits);
  }
  assert.fail(`fixes are still offered after ${limit} of them:\n${text}`);
}

function words({ rule, message }: Finding): string {
  return `${rule}: ${message}`;
}

function tally(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(words(finding), (counts.get(words(finding)) ?? 0) + 1);
  return counts;
}

function commentLines(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => (line.trimStart().startsWith("#") ? [line.trim()] : []));
}
