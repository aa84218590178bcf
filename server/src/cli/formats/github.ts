import { resolve } from "node:path";
import type { Severity } from "../../config/settings";
import type { Finding } from "../../rules/finding";
import { displayPath } from "../check/paths";
import type { CheckedFile } from "../check/result";
import type { Format } from "./report";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Workflow commands, which GitHub Actions turns into annotations on the changed lines. */
export const github: Format = (report) =>
  report.files
    .flatMap((file) => file.findings.map((finding) => `${command(file, finding, report.cwd)}\n`))
    .join("");

function command({ path, lines }: CheckedFile, finding: Finding, cwd: string): string {
  const { start, end } = lines.range(finding.span);
  const properties = {
    file: fromRepository(path, cwd),
    line: start.line + 1,
    endLine: end.line + 1,
    col: start.character + 1,
    // columns of a range over several lines are not understood
    ...(start.line === end.line ? { endColumn: end.character + 1 } : {}),
    title: `ddconf ${finding.rule}`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[finding.severity]} ${list.join(",")}::${escapeData(finding.message)}`;
}

/** Annotations count paths from the root of the checkout, wherever the step runs. */
function fromRepository(path: string, cwd: string): string {
  const root = process.env.GITHUB_WORKSPACE;
  return root ? displayPath(resolve(cwd, path), path, root) : path;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
