import { PROJECT_FILE_NAMES } from "../../config/project";
import { INTEGRATIONS } from "../../documents/kinds";
import { problemText } from "../check/problem";
import { checkedFiles, type Report } from "../formats/report";
import type { Stream } from "../terminal/output";
import { visible } from "../terminal/width";
import { count, listWords } from "../terminal/words";
import { hang } from "../terminal/wrap";

/** Says which of the named files and folders were left alone, and why. */
export function reportNotes(report: Report, stream: Stream, kindsShown: boolean): void {
  for (const { path, detection } of kindsShown ? [] : report.files) {
    if (detection.kind === "none") note(stream, `${path} was not checked: ${detection.reason}`);
  }
  for (const { path, leftOut } of report.emptyPlaces) {
    const excluded = leftOut > 0 ? ` (${PROJECT_FILE_NAMES[0]} leaves out ${count(leftOut, "file")})` : "";
    note(stream, `no Agent configuration found in ${path}${excluded}`);
  }
  if (report.emptyPlaces.length > 0) note(stream, LOOKED_FOR);
}

const LOOKED_FOR =
  `ddconf looks for ${listWords(["datadog.yaml", ...INTEGRATIONS.map((name) => `${name}.d/*.yaml`)])}, ` +
  `JSON files with an IAM policy or an identity mapping, and files that the \`kinds\` of a ${PROJECT_FILE_NAMES[0]} name`;

/** Says what `--fix` has done, or would do. */
export function reportFixes(report: Report, stream: Stream, preview: boolean): void {
  const files = report.files.filter(({ fixed }) => fixed > 0);
  const fixes = files.reduce((sum, { fixed }) => sum + fixed, 0);
  const what = `${count(fixes, "safe fix", "es")} in ${count(files.length, "file")}`;
  if (!preview) {
    if (fixes > 0) stream.write(`Applied ${what}\n`);
    return;
  }
  const left = checkedFiles(report).reduce((sum, { findings }) => sum + findings.length, 0);
  const rest = left > 0 ? `; ${count(left, "finding")} would be left` : "";
  stream.write(fixes > 0 ? `Would apply ${what}${rest}\n` : `No safe fix to apply${rest}\n`);
}

/** Says what could not be checked or written. */
export function reportProblems({ problems }: Report, stream: Stream): void {
  const label = stream.colors.red("error: ");
  for (const problem of problems)
    stream.write(`${hang(label, visible(problemText(problem)), stream.columns)}\n`);
}

function note(stream: Stream, text: string): void {
  stream.write(`${hang(stream.colors.dim("note: "), visible(text), stream.columns)}\n`);
}
