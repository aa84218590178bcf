import { ReportWriter } from "../report";
import type { LiveRun } from "../run";
import type { Hooks } from "../subjects";

/** A report of a check that runs with these. */
export function writerFor(title: string, subject: string, run: LiveRun, hooks: Hooks): ReportWriter {
  return new ReportWriter({
    title,
    subject,
    sandbox: run.sandbox !== undefined,
    now: () => run.now(),
    signal: run.signal,
    onStart: hooks.onStart,
    onStep: hooks.onStep,
  });
}
