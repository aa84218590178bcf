import type { AgentDocument } from "../documents/document";
import { applyEdits, type TextEdit } from "../model/edit";
import { overlaps } from "../model/text";
import type { Fix } from "../rules/define";
import type { Finding } from "../rules/finding";

const MAX_ROUNDS = 10;

/** A text and what is wrong with it. */
export interface Checked {
  readonly document: AgentDocument;
  readonly findings: readonly Finding[];
}

export interface Fixed extends Checked {
  /** How many fixes were applied. */
  readonly applied: number;
}

/** The fix of a finding that may be applied without asking. */
export function safeFixOf(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.safe && fix.edits.length > 0);
}

/**
 * Applies safe fixes until none is left. Those that touch the same place wait for the next round, because
 * each must see the text that the one before has left.
 *
 * @param check reads and checks a text again
 */
export function applySafeFixes(start: Checked, check: (text: string) => Checked): Fixed {
  let current = start;
  let applied = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fixes = compatible(current.findings);
    const text = applyEdits(
      current.document.text,
      fixes.flatMap((fix) => fix.edits),
    );
    if (text === current.document.text) break;
    applied += fixes.length;
    current = check(text);
  }
  return { ...current, applied };
}

/** Safe fixes of which no two touch each other. */
function compatible(findings: readonly Finding[]): Fix[] {
  const taken: TextEdit[] = [];
  return findings.flatMap((finding) => {
    const fix = safeFixOf(finding);
    if (!fix || fix.edits.some(({ span }) => taken.some((other) => overlaps(span, other.span)))) return [];
    taken.push(...fix.edits);
    return [fix];
  });
}

/** The smallest single edit that turns `before` into `after`; undefined when they are the same. */
export function singleEdit(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { span: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) };
}
