import { SEVERITIES } from "../../config/settings";
import { safeFixOf } from "../../service/fix-all";
import type { Stream } from "../terminal/output";
import { LABELS } from "../terminal/severity";
import { count, listWords } from "../terminal/words";
import { checkedFiles, type Report, tally } from "./report";

type Colors = Stream["colors"];

/** `3 errors, 2 warnings in 5 files checked`. */
export function summaryLine(report: Report, colors: Colors): string {
  const checked = checkedFiles(report).length;
  const failed = report.problems.length > 0 ? `, ${count(report.problems.length, "path")} could not be` : "";
  if (checked === 0) return "No files checked";
  const counts = tally(report.files);
  const found = SEVERITIES.filter((severity) => counts[severity] > 0);
  const where = ` in ${count(checked, "file")} checked${failed}`;
  if (found.length === 0)
    return colors.green(`No ${report.shown === "hint" ? "problems" : shownWords(report)}`) + where;
  const words = found.map((severity) => count(counts[severity], LABELS[severity])).join(", ");
  const color = counts.error > 0 ? colors.red : counts.warning > 0 ? colors.yellow : colors.blue;
  return colors.bold(color(words)) + where;
}

/** `errors or warnings`. */
function shownWords({ shown }: Report): string {
  const words = SEVERITIES.slice(0, SEVERITIES.indexOf(shown) + 1).map((severity) => `${LABELS[severity]}s`);
  return listWords(words, "or");
}

/** What the user may want to type next. */
export function nextSteps(report: Report, { cyan }: Colors): string[] {
  const findings = report.files.flatMap((file) => file.findings);
  const worst = SEVERITIES.flatMap(
    (severity) => findings.find((finding) => finding.severity === severity) ?? [],
  );
  const fixable = findings.filter(safeFixOf).length;
  const steps: string[] = [];
  if (fixable > 0)
    steps.push(`Run ${cyan("ddconf check --fix")} to apply ${count(fixable, "safe fix", "es")}`);
  if (worst[0]) steps.push(`Run ${cyan(`ddconf explain ${worst[0].rule}`)} to learn more about a finding`);
  return steps;
}
