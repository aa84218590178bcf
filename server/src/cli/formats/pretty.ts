import type { Finding } from "../../rules/finding";
import type { CheckedFile } from "../check/result";
import { highlightCode } from "../terminal/markdown";
import type { Stream } from "../terminal/output";
import { LABELS, severityColor } from "../terminal/severity";
import { displayWidth, padEnd, visible } from "../terminal/width";
import { hang } from "../terminal/wrap";
import { frameOf } from "./frame";
import { type Format, type Report, relatedPlaces } from "./report";
import { nextSteps, summaryLine } from "./summary";

type Colors = Stream["colors"];

/** Keeps a rule id two columns away from its message without breaking the line there. */
const GLUE = "\u00A0";
/** Columns for a line of the file when output may be as wide as it likes. */
const FRAME_COLUMNS = 100;

/** For people: each finding with the line it is about, what to do, and what to type next. */
export const pretty: Format = (report, stream) => {
  const blocks = report.files
    .filter(({ findings }) => findings.length > 0)
    .map((file) => block(report, file, stream));
  if (report.quiet) return blocks.join("\n");
  const summary = [summaryLine(report, stream.colors), ...nextSteps(report, stream.colors)];
  return [...blocks, `${summary.join("\n")}\n`].join("\n");
};

function block(report: Report, file: CheckedFile, stream: Stream): string {
  const places = file.findings.map(({ span }) => {
    const { line, character } = file.lines.position(span.start);
    return `${line + 1}:${character + 1}`;
  });
  const placeWidth = Math.max(...places.map((place) => place.length));
  const labelWidth = Math.max(...file.findings.map(({ severity }) => LABELS[severity].length));
  const printer = new FindingPrinter(report, file, stream, placeWidth, labelWidth);
  const findings = file.findings.map((finding, index) => printer.print(finding, places[index] ?? ""));
  return `${stream.colors.underline(visible(file.path))}\n${findings.join("\n")}`;
}

class FindingPrinter {
  readonly #report: Report;
  readonly #file: CheckedFile;
  readonly #stream: Stream;
  readonly #colors: Colors;
  readonly #placeWidth: number;
  readonly #labelWidth: number;

  constructor(report: Report, file: CheckedFile, stream: Stream, placeWidth: number, labelWidth: number) {
    this.#report = report;
    this.#file = file;
    this.#stream = stream;
    this.#colors = stream.colors;
    this.#placeWidth = placeWidth;
    this.#labelWidth = labelWidth;
  }

  print(finding: Finding, place: string): string {
    const { dim } = this.#colors;
    const label = severityColor(finding.severity, this.#colors)(LABELS[finding.severity]);
    const head = `  ${dim(place.padStart(this.#placeWidth))}  ${padEnd(label, this.#labelWidth)}  `;
    const indent = " ".repeat(displayWidth(head));
    const lines = [
      unglued(
        hang(head, `${this.#prose(finding.message)} ${GLUE}${dim(finding.rule)}`, this.#stream.columns),
      ),
      ...this.#frame(finding).map((line) => indent + line),
      ...this.#extras(finding).map(({ label, text }) =>
        hang(`${indent}${label} `, text, this.#stream.columns),
      ),
    ];
    return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
  }

  #frame({ span, severity }: Finding): string[] {
    const { dim } = this.#colors;
    const number = String(this.#file.lines.position(span.start).line + 1);
    const columns = this.#stream.columns ?? FRAME_COLUMNS;
    const gutter = number.length + this.#placeWidth + this.#labelWidth + 9;
    const { line, before, carets } = frameOf(this.#file.lines, span, Math.max(20, columns - gutter));
    return [
      `${dim(`${number} |`)} ${line}`,
      `${dim(`${" ".repeat(number.length)} |`)} ${before}${severityColor(severity, this.#colors)(carets)}`,
    ];
  }

  #extras(finding: Finding): { label: string; text: string }[] {
    const { green, dim } = this.#colors;
    const notes = relatedPlaces(this.#report, this.#file, finding).map(({ path, lines, span, message }) => {
      const { line, character } = lines.position(span.start);
      const file = path === this.#file.path ? "" : `${visible(path)}:`;
      return { label: dim("see:"), text: `${file}${line + 1}:${character + 1} ${this.#prose(message)}` };
    });
    const offers = finding.fixes.map(({ title, safe }) => ({
      label: green("fix:"),
      text: this.#prose(title) + (safe ? dim(" (safe: --fix applies it)") : ""),
    }));
    return [...notes, ...offers];
  }

  #prose(text: string): string {
    return highlightCode(visible(text), this.#colors);
  }
}

/** At the start of a line the glue has done its work. */
function unglued(text: string): string {
  return text.replace(new RegExp(`(\\n *)?${GLUE}`), (_, lead?: string) => lead ?? " ");
}
