import { DEFAULT_SETTINGS, type Settings } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import type { Integration } from "../../server/src/documents/kinds";
import { applyEdits, type TextEdit } from "../../server/src/model/edit";
import type { Fix } from "../../server/src/rules/define";
import type { Finding } from "../../server/src/rules/finding";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";

/** Findings in a datadog.yaml of this text. */
export function lintDatadog(text: string, settings: Partial<Settings> = {}): Finding[] {
  const document = openDocument("datadog-agent/datadog.yaml", text);
  return runRules(ALL_RULES, document, { ...DEFAULT_SETTINGS, ...settings });
}

/** Findings in the file of a check. */
export function lintCheck(check: Integration, text: string, settings: Partial<Settings> = {}): Finding[] {
  const document = openDocument(`${check}.d/conf.yaml`, text);
  return runRules(ALL_RULES, document, { ...DEFAULT_SETTINGS, ...settings });
}

/** Applies fixes in order; one that touches what an earlier one changed is left for the next round. */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  const accepted: TextEdit[] = [];
  for (const { edits } of fixes) {
    const free = edits.every(({ span }) =>
      accepted.every(
        (other) => span.end < other.span.start || span.start > other.span.end || touches(span, other.span),
      ),
    );
    if (free) accepted.push(...edits);
  }
  return applyEdits(text, accepted);
}

/** Neighbours share an offset and nothing else; two insertions at one offset do collide. */
function touches(a: TextEdit["span"], b: TextEdit["span"]): boolean {
  if (a.start === a.end || b.start === b.end) return false;
  return a.end === b.start || a.start === b.end;
}
