import { LiveFailure } from "../../live/failure";
import { LIBRARIES } from "../../live/libraries";
import { prepareRun } from "../../live/prepare";
import type { Report } from "../../live/report";
import type { LiveRun } from "../../live/run";
import type { Hooks } from "../../live/subjects";
import { EXIT, type ExitCode, UsageError } from "../exit-code";
import type { Output } from "../terminal/output";
import { terminalHooks } from "./hooks";
import { printHeader, printSummary, reportJson } from "./print-report";

/** Options that every live command has. */
export interface LiveFlags {
  readonly format: "pretty" | "json";
  /** Address of a sandbox. */
  readonly sandbox?: string;
  readonly yes?: boolean;
}

/**
 * Gives `work` what a live check runs with. Ctrl-C cancels it, so that what was found can still be shown; a
 * second one ends the process at once.
 *
 * @throws UsageError for a sandbox that is none, and for a LiveFailure that `work` throws
 */
export async function withLiveRun<T>(
  { sandbox }: Pick<LiveFlags, "sandbox">,
  work: (run: LiveRun, cancel: () => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  process.once("SIGINT", cancel);
  try {
    const run = await prepareRun(
      { signal: controller.signal, environment: process.env, sandboxUrl: sandbox },
      LIBRARIES,
    );
    return await work(run, cancel);
  } catch (error) {
    throw error instanceof LiveFailure ? new UsageError(failureText(error)) : withoutMessage(error);
  } finally {
    process.off("SIGINT", cancel);
  }
}

/**
 * Runs a check that makes a report, and prints it as it comes about.
 *
 * @param about what stands above the steps
 * @returns `failed` also when a question could not be asked: a script must not take half a test for a whole one
 */
export async function runReport(
  about: Pick<Report, "title" | "subject">,
  flags: LiveFlags,
  output: Output,
  check: (run: LiveRun, hooks: Hooks) => Promise<Report>,
): Promise<ExitCode> {
  const { format, yes = false } = flags;
  return withLiveRun(flags, async (run, cancel) => {
    const hooks = terminalHooks({ output, format, yes, cancel });
    try {
      const sandbox = run.sandbox !== undefined;
      if (format === "pretty") output.out.write(printHeader({ ...about, sandbox }, output.out));
      const report = await check(run, hooks);
      output.out.write(format === "json" ? reportJson(report) : printSummary(report, output.out));
      if (hooks.unasked) output.err.write(UNASKED);
      return hooks.unasked ? EXIT.failed : exitCodeOf(report);
    } finally {
      hooks.close();
    }
  });
}

/** What nobody has worded may quote what was sent: where it happened is told, and not its message. */
function withoutMessage(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UsageError) return error;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  error.stack = [error.name, ...frames].join("\n");
  return error;
}

const UNASKED =
  "error: there is nobody to ask here, since this is no terminal. Say yes beforehand with --yes.\n";

/** Warnings do not fail a script: what was tested works. */
export function exitCodeOf({ status }: Pick<Report, "status">): ExitCode {
  return status === "passed" || status === "warning" ? EXIT.clean : EXIT.findings;
}

function failureText({ kind, message, next, detail }: LiveFailure): string {
  const label = kind === "tls" ? "The reason" : "It says";
  return [message, ...(detail ? [`${label}: “${detail}”`] : []), next].join("\n");
}
