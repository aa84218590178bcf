import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { checkFiles } from "../check/check-files";
import { reasonOf } from "../check/problem";
import { EXIT, type ExitCode, UsageError } from "../exit-code";
import { diff } from "../formats/diff";
import { FORMATS } from "../formats/index";
import { jsonKinds } from "../formats/json";
import { kinds } from "../formats/kinds";
import { type Format, hasFailures, type Report } from "../formats/report";
import type { Output } from "../terminal/output";
import { Progress } from "../terminal/progress";
import { reportFixes, reportNotes, reportProblems } from "./check-notes";
import { type CheckOptions, overridesOf } from "./check-options";

/** `ddconf check [paths…]`. */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  output: Output,
): Promise<ExitCode> {
  refuseContradictions(paths, options);
  const projectFile = await existingProject(options.config);
  const cwd = process.cwd();
  const shown = options.severity ?? "hint";
  const progress = new Progress(output.err, options.quiet !== true);
  const result = await checkFiles({
    paths: paths.length === 0 ? ["."] : paths,
    cwd,
    stdinFilename: options.stdinFilename,
    projectFile,
    overrides: overridesOf(options),
    shown,
    fix: options.dryRun ? "preview" : options.fix ? "write" : "no",
    kindsOnly: options.explainKind === true,
    onProgress: (done, total) => progress.update(done, total),
  });
  progress.end();
  const report: Report = {
    ...result,
    cwd,
    shown,
    threshold: options.severity ?? "warning",
    quiet: options.quiet === true,
  };
  output.out.write(formatOf(options)(report, output.out));
  if (!report.quiet) {
    reportNotes(report, output.err, options.explainKind === true);
    reportFixes(report, output.err, options.dryRun === true);
  }
  reportProblems(report, output.err);
  return exitCodeOf(report, options);
}

function formatOf({ explainKind, dryRun, format }: CheckOptions): Format {
  if (explainKind) return format === "json" ? jsonKinds : kinds;
  return dryRun ? diff : FORMATS[format];
}

function exitCodeOf(report: Report, { dryRun }: CheckOptions): ExitCode {
  if (report.problems.length > 0) return EXIT.failed;
  const unwritten = dryRun === true && report.files.some(({ fixed }) => fixed > 0);
  return unwritten || hasFailures(report) ? EXIT.findings : EXIT.clean;
}

function refuseContradictions(paths: readonly string[], options: CheckOptions): void {
  if (options.dryRun && options.format !== "pretty")
    throw new UsageError("--dry-run prints a diff, so it cannot be combined with --format.");
  if (options.explainKind && options.format !== "pretty" && options.format !== "json")
    throw new UsageError("--explain-kind goes with --format pretty or json only.");
  if (options.explainKind && (options.fix || options.dryRun))
    throw new UsageError("--explain-kind checks nothing, so it cannot be combined with --fix.");
  if (options.fix && !options.dryRun && paths.includes("-"))
    throw new UsageError("--fix cannot write to standard input. Add --dry-run to see the changes as a diff.");
  if (options.stdinFilename !== undefined && !paths.includes("-"))
    throw new UsageError("--stdin-filename names the text on standard input; add `-` to read it.");
}

async function existingProject(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const absolute = resolve(path);
  const info = await stat(absolute).catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UsageError(
      `--config ${path} ${missing ? "does not exist" : `cannot be read: ${reasonOf(error)}`}.`,
    );
  });
  if (!info.isFile()) throw new UsageError(`--config ${path} is no file.`);
  return absolute;
}
