import type { Settings } from "../config/settings";
import { type Detection, detectKind } from "../documents/detect";
import { type AgentDocument, openDocument } from "../documents/document";
import type { Finding } from "../rules/finding";
import { ruleDocs } from "../rules/registry";
import { diagnose } from "./diagnose";

/** A finding for readers without an editor, such as a language model: plain data, places counted from 1. */
export interface PlainFinding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Titles of the fixes that ddconf could apply. */
  readonly fixes: readonly string[];
  readonly docs: string;
}

export interface Validation {
  /** What ddconf takes the text for; `none` when it is no configuration that it checks. */
  readonly kind: string;
  /** Completes “because …”. */
  readonly reason: string;
  readonly findings: readonly PlainFinding[];
}

/**
 * Checks a text by itself: nothing is held against other files.
 *
 * @param path what the file is or would be called; it says most about what kind of file it is
 * @param known what the project says the file is
 */
export function validateText(
  path: string | undefined,
  text: string,
  settings: Settings,
  known?: Detection,
): Validation {
  const document = openDocument(path, text, { detection: known ?? detectKind(path, text) });
  const { kind, reason } = document.detection;
  return {
    kind,
    reason,
    findings: diagnose(document, settings).map((finding) => plain(document, finding)),
  };
}

function plain({ lines }: AgentDocument, { rule, severity, message, span, fixes }: Finding): PlainFinding {
  const { start, end } = lines.range(span);
  return {
    rule,
    severity,
    message,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    fixes: fixes.map(({ title }) => title),
    docs: ruleDocs(rule),
  };
}

/** The same as text, a finding a paragraph. */
export function validationText({ kind, reason, findings }: Validation): string {
  if (kind === "none") return `This is not checked: ${reason}.`;
  if (findings.length === 0) return `No mistakes found. It was checked as ${kind}, since ${reason}.`;
  const paragraphs = findings.map(({ rule, severity, message, line, column, fixes }) =>
    [
      `Line ${line}, column ${column}: ${severity} ${rule}`,
      message,
      ...(fixes.length > 0 ? [`Possible fix: ${fixes.join("; or: ")}.`] : []),
    ].join("\n"),
  );
  return [`${findings.length} found; it was checked as ${kind}, since ${reason}.`, ...paragraphs].join(
    "\n\n",
  );
}
