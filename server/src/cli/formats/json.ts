import { ruleDocs } from "../../rules/registry";
import { checkedFiles, type Format, tally } from "./report";

/** One object for scripts. Positions are zero-based and count UTF-16 code units, as in LSP. */
export const json: Format = (report) =>
  toText({
    version: 1,
    files: listFiles(report.files),
    findings: report.files.flatMap(({ path, findings, lines }) =>
      findings.map(({ rule, severity, message, span, fixes }) => ({
        path,
        rule,
        severity,
        message,
        range: lines.range(span),
        docs: ruleDocs(rule),
        fixes: fixes.map(({ title }) => title),
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
