import type { Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import type { Severity } from "../config/settings";
import type { AgentDocument } from "../documents/document";
import type { LineIndex, Range } from "../model/text";
import type { Finding } from "../rules/finding";
import { ruleDocs } from "../rules/registry";

export const SOURCE = "ddconf";

/** What a diagnostic carries for its quick fixes, as plain JSON. */
export interface DiagnosticData {
  readonly rule: string;
  /** Version of the text that the ranges of the edits belong to. */
  readonly version: number;
  readonly fixes: readonly DiagnosticFix[];
}

export interface DiagnosticFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  information: 3,
  hint: 4,
};
const TAGS: Readonly<Record<NonNullable<Finding["tag"]>, DiagnosticTag>> = { unnecessary: 1, deprecated: 2 };

/** Where a file is, and how its text is counted. */
export interface Whereabouts {
  readonly uri: string;
  readonly lines: LineIndex;
}

/**
 * Findings as an editor shows them.
 *
 * @param uri address of the document, for related places
 * @param version version of the text that was checked
 * @param locate the file behind the path of a related place
 */
export function toDiagnostics(
  document: AgentDocument,
  uri: string,
  version: number,
  findings: readonly Finding[],
  locate: (path: string) => Whereabouts | undefined = () => undefined,
): Diagnostic[] {
  const own = { uri, lines: document.lines };
  return findings.map((finding) => {
    const data: DiagnosticData = { rule: finding.rule, version, fixes: toFixes(document, finding) };
    return {
      range: document.lines.range(finding.span),
      severity: SEVERITIES[finding.severity],
      code: finding.rule,
      codeDescription: { href: ruleDocs(finding.rule) },
      source: SOURCE,
      message: finding.message,
      ...(finding.tag ? { tags: [TAGS[finding.tag]] } : {}),
      ...(finding.related.length > 0
        ? {
            relatedInformation: finding.related.flatMap(({ path, span, message }) => {
              const file = path === undefined ? own : locate(path);
              return file ? [{ location: { uri: file.uri, range: file.lines.range(span) }, message }] : [];
            }),
          }
        : {}),
      data,
    };
  });
}

function toFixes(document: AgentDocument, finding: Finding): DiagnosticFix[] {
  return finding.fixes.map(({ title, safe, edits }) => ({
    title,
    safe,
    edits: edits.map(({ span, newText }) => ({ range: document.lines.range(span), newText })),
  }));
}
