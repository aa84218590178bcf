import { isAtLeast, SEVERITIES, type Severity } from "../../config/settings";
import type { LineIndex, Span } from "../../model/text";
import type { Finding } from "../../rules/finding";
import type { CheckedFile, CheckResult } from "../check/result";
import type { Stream } from "../terminal/output";

/** All that a format prints. */
export interface Report extends CheckResult {
  readonly cwd: string;
  /** Findings that are less severe were dropped. */
  readonly shown: Severity;
  /** Findings of this severity or worse fail the run. */
  readonly threshold: Severity;
  /** Print findings only. */
  readonly quiet: boolean;
}

/** Turns the outcome of a run into the whole text for standard output. */
export type Format = (report: Report, stream: Stream) => string;

export type Tally = Readonly<Record<Severity, number>>;

export function tally(files: readonly CheckedFile[]): Tally {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { findings } of files) for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** Files that ddconf took for configurations and checked. */
export function checkedFiles(report: CheckResult): CheckedFile[] {
  return report.files.filter(({ detection }) => detection.kind !== "none");
}

/** True when a finding is bad enough to fail the run. */
export function hasFailures({ files, threshold }: Report): boolean {
  const counts = tally(files);
  return SEVERITIES.some((severity) => counts[severity] > 0 && isAtLeast(severity, threshold));
}

/** Another place that matters to a finding. */
export interface RelatedPlace {
  readonly path: string;
  readonly lines: LineIndex;
  readonly span: Span;
  readonly message: string;
}

/** The other places of a finding; those in files that the report does not hold are left out. */
export function relatedPlaces(
  { files }: CheckResult,
  file: CheckedFile,
  { related }: Finding,
): RelatedPlace[] {
  return related.flatMap(({ path, span, message }) => {
    const holder = path === undefined ? file : files.find((other) => other.path === path);
    return holder ? [{ path: holder.path, lines: holder.lines, span, message }] : [];
  });
}
