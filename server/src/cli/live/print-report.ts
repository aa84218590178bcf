import type { FailureKind } from "../../live/failure";
import type { Advice, Report, Step, StepStatus } from "../../live/report";
import { highlightCode } from "../terminal/markdown";
import type { Stream } from "../terminal/output";
import { displayWidth, visible } from "../terminal/width";
import { hang } from "../terminal/wrap";

type Colors = Stream["colors"];

const SIGNS: Readonly<Record<StepStatus, string>> = { passed: "✔", warning: "!", failed: "✖", skipped: "−" };
const VERDICTS: Readonly<Record<Report["status"], string>> = {
  passed: "Passed",
  warning: "Passed with a warning",
  failed: "Failed",
  cancelled: "Cancelled",
};
const INDENT = "    ";
/** Where times stand when output may be as wide as it likes. */
const COLUMNS = 80;

/** The lines above the steps: what is tested, and whether it is for real. */
export function printHeader(
  { title, subject, sandbox }: Pick<Report, "title" | "subject" | "sandbox">,
  { colors }: Stream,
): string {
  const where = sandbox ? colors.yellow(" (sandbox: nothing leaves this machine)") : "";
  return `${colors.bold(title)} ${colors.underline(visible(subject))}${where}\n\n`;
}

/** One step as people read it: sign, title, time; below it what was found, what went wrong and what to do. */
export function printStep(step: Step, stream: Stream): string {
  const { colors } = stream;
  const prose = (text: string) => highlightCode(visible(text), colors);
  const line = (label: string, text: string) => hang(INDENT + label, prose(text), stream.columns);
  const { failure } = step;
  const lines = [
    heading(step, stream),
    ...step.notes.map((note) => (note.includes("\n") ? block(visible(note)) : line("", note))),
    ...(failure ? [line("", failure.message)] : []),
    ...(failure?.detail ? [line(colors.dim(detailLabel(failure.kind)), `“${failure.detail}”`)] : []),
    ...(failure ? [line(colors.green("next: "), failure.next)] : []),
    ...step.advice.flatMap((advice) => adviceLines(advice, line, colors)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Why a certificate was not believed is no word of the other side. */
function detailLabel(kind: FailureKind): string {
  return kind === "tls" ? "reason: " : "it says: ";
}

/** The last line of a report. */
export function printSummary({ status, summary }: Report, { colors, columns }: Stream): string {
  const color =
    status === "passed"
      ? colors.green
      : status === "warning"
        ? colors.yellow
        : (text: string) => colors.red(text);
  const text = highlightCode(visible(summary), colors);
  return `\n${hang(`${color(VERDICTS[status])}: `, text, columns)}\n`;
}

/** The whole report for scripts. */
export function reportJson(report: Report): string {
  return `${JSON.stringify({ version: 1, ...report }, null, 2)}\n`;
}

function heading({ status, title, milliseconds }: Step, { colors, columns = COLUMNS }: Stream): string {
  const left = `${signColor(status, colors)(SIGNS[status])} ${colors.bold(visible(title))}`;
  if (status === "skipped") return left;
  const time = duration(milliseconds);
  return `${left}${" ".repeat(Math.max(2, columns - displayWidth(left) - time.length))}${colors.dim(time)}`;
}

function adviceLines(
  { text, repair }: Advice,
  line: (label: string, text: string) => string,
  colors: Colors,
): string[] {
  return [line(colors.green("do: "), text), ...(repair ? [block(colors.cyan(visible(repair.text)))] : [])];
}

function block(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((each) => `${INDENT}  ${each}`.trimEnd())
    .join("\n");
}

function signColor(status: StepStatus, colors: Colors): (text: string) => string {
  if (status === "passed") return colors.green;
  if (status === "warning") return colors.yellow;
  return status === "failed" ? colors.red : colors.dim;
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
