import { ruleDocs } from "../../rules/registry";
import { checkedFiles, type Format, relatedPlaces, tally } from "./report";

/** One object for scripts. Positions are zero-based and count UTF-16 code units, as in LSP. */
export const json: Format = (report) =>
  toText({
    version: 1,
    files: listFiles(report.files),
    findings: report.files.flatMap((file) =>
      file.findings.map((finding) => ({
        path: file.path,
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        range: file.lines.range(finding.span),
        related: relatedPlaces(report, file, finding).map(({ path, lines, span, message }) => ({
          path,
          range: lines.range(span),
          message,
        })),
        docs: ruleDocs(finding.rule),
        fixes: finding.fixes.map(({ title }) => title),
      })),
    ),
    summary: { files: checkedFiles(report).length, ...tally(report.files) },
  });

/** What each file is, without findings. */
export const jsonKinds: Format = (report) => toText({ version: 1, files: listFiles(report.files) });

function listFiles(files: Parameters<Format>[0]["files"]) {
  return files.map(({ path, detection: { kind, reason } }) => ({ path, kind, reason }));
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
