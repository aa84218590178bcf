import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import fc from "fast-check";
import { globSync } from "../../scripts/files.mjs";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { applyEdits, type TextEdit } from "../../server/src/model/edit";
import type { Finding } from "../../server/src/rules/finding";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";

/** Milliseconds for one check, generous for a busy machine; a usual one takes a few. */
const TIME_LIMIT = 1500;

const files = ["examples", "test/corpus"]
  .flatMap((folder) => globSync(folder, /\.ya?ml$/))
  .map((path) => ({ path, lines: readFileSync(path, "utf8").split("\n") }));

interface Change {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly file: (typeof files)[number];
}

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("delete", "double", "swap", "deeper", "shallower", "foreign"),
  from: place,
  to: place,
  file: fc.constantFrom(...files),
});

/** What a slip in an editor makes of a file: a line lost, doubled, moved, indented, or pasted from elsewhere. */
function slip(lines: readonly string[], { kind, from, to, file }: Change): string[] {
  const [at, other] = [Math.floor(from * lines.length), Math.floor(to * lines.length)];
  const [line, otherLine] = [lines[at] ?? "", lines[other] ?? ""];
  const changed = [...lines];
  if (kind === "delete") changed.splice(at, 1);
  else if (kind === "double") changed.splice(other, 0, line);
  else if (kind === "deeper") changed[at] = `  ${line}`;
  else if (kind === "shallower") changed[at] = line.replace(/^ {1,2}/, "");
  else if (kind === "foreign") changed.splice(at, 0, file.lines[Math.floor(to * file.lines.length)] ?? "");
  else {
    changed[at] = otherLine;
    changed[other] = line;
  }
  return changed;
}

function check(path: string, text: string): Finding[] {
  const started = performance.now();
  const findings = runRules(ALL_RULES, openDocument(path, text), DEFAULT_SETTINGS);
  const took = performance.now() - started;
  assert.ok(took < TIME_LIMIT, `${took} ms for\n${text}`);
  return findings;
}

function comments(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line.startsWith("#"));
}

/** A comment in the middle of a section goes with it when the section as a whole is removed. */
function removed(edits: readonly TextEdit[], text: string, comment: string): boolean {
  return edits.some(
    ({ span, newText }) => newText === "" && text.slice(span.start, span.end).includes(comment),
  );
}

describe("files with a few lines out of place", () => {
  for (const { path, lines } of files) check(path, lines.join("\n"));

  it("are checked in no time, and their fixes keep what they do not mend", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        ({ path, lines }, changes) => {
          const text = changes.reduce<readonly string[]>(slip, lines).join("\n");
          for (const { rule, fixes } of check(path, text)) {
            for (const { title, edits } of fixes) {
              const fixed = applyEdits(text, edits);
              check(path, fixed);
              const lost = comments(text).filter(
                (line) => !fixed.includes(line) && !removed(edits, text, line),
              );
              assert.deepEqual(lost, [], `${rule}: “${title}” drops comments of\n${text}`);
            }
          }
        },
      ),
      { numRuns: 200, seed: 20 },
    );
  });
});
