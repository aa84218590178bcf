import type { TextEdit } from "vscode-languageserver-types";
import type { AgentDocument } from "../documents/document";
import type { Position } from "../model/text";
import { ruleById } from "../rules/registry";
import { outerRange, scalarAround, spotAt } from "./place";

/** Behind these the Agent reads nothing of the file, so there is nothing to wave through. */
const NEVER_IGNORED = new Set(["yaml/syntax", "yaml/encoding", "yaml/merge-conflict"]);

/** An edit, and as a snippet (LSP 3.18) with the cursor where the reason goes. */
export interface IgnoreEdit extends TextEdit {
  readonly snippet?: string;
}

/**
 * A comment that hides a rule's finding: a line above it, or one more id in the comment that is there
 * already. The author writes the reason behind it. Undefined where no comment can stand.
 *
 * @param start where the finding starts
 */
export function ignoreEdit(document: AgentDocument, rule: string, start: Position): IgnoreEdit | undefined {
  if (NEVER_IGNORED.has(rule) || ruleById(rule)?.appliesTo === "suppression") return undefined;
  const spot = spotAt(document, start);
  if (!spot) return undefined;
  const { lines, region } = spot;
  const line = lines.lineAt(spot.offset);
  const at = lines.lineSpan(line).start;
  if (scalarAround(spot.root, at)) return undefined;
  const above = line > 0 ? lines.lineText(line - 1) : "";
  const open = /^\s*#[ \t]*ddconf:[ \t]*ignore[ \t]*\[[^\]]*[^\]\s]/.exec(above);
  if (open) {
    const end = lines.lineSpan(line - 1).start + open[0].length;
    return { range: outerRange(document, region, { start: end, end }), newText: `, ${rule}` };
  }
  const indent = /^[ \t]*/.exec(lines.lineText(line))?.[0] ?? "";
  const newline = region.text.includes("\r\n") ? "\r\n" : "\n";
  const comment = `${indent}# ddconf: ignore[${rule}] `;
  return {
    range: outerRange(document, region, { start: at, end: at }),
    newText: comment + newline,
    snippet: `${comment}$0${newline}`,
  };
}
