import type { Settings } from "../config/settings";
import { type AgentDocument, openDocument } from "../documents/document";
import { applyEdits, type TextEdit } from "../model/edit";
import { overlaps } from "../model/text";
import type { Finding } from "../rules/finding";
import { diagnose } from "./diagnose";

/** A fix may uncover the next mistake, but a pair of rules that undo each other must not run for ever. */
const MOST_ROUNDS = 10;

/**
 * The text after every safe fix, and the fixes that those make possible.
 *
 * @param signal stops the work by throwing its reason
 */
export function fixAll(document: AgentDocument, settings: Settings, signal?: AbortSignal): string {
  let current = document;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = safeEdits(diagnose(current, settings, signal));
    const text = applyEdits(current.text, edits);
    if (text === current.text) break;
    current = openDocument(document.path, text, { detection: document.detection });
  }
  return current.text;
}

/** The edits of the first safe fix of each finding, without fixes that touch what an earlier one changes. */
function safeEdits(findings: readonly Finding[]): TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(({ safe }) => safe);
    const clashes = fix?.edits.some((edit) => chosen.some((other) => overlaps(edit.span, other.span)));
    if (fix && !clashes) chosen.push(...fix.edits);
  }
  return chosen;
}

/** The smallest single edit that turns `before` into `after`; undefined when they are the same. */
export function singleEdit(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  return { span: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) };
}
