import { type FailureKind, LiveFailure, type Repair } from "./failure";

/** How a step ended; `warning`: it works, and something about it should be changed. */
export type StepStatus = "passed" | "warning" | "failed" | "skipped";

/** Something to do, with the text that does it. */
export interface Advice {
  readonly text: string;
  readonly repair?: Repair | undefined;
}

/** One step of a live check, ready to be shown. All texts may hold `code` in backticks. */
export interface Step {
  /** Stable, for scripts: `credentials`, `exchange`. */
  readonly id: string;
  readonly title: string;
  readonly status: StepStatus;
  readonly milliseconds: number;
  /** What was found out, a line each. */
  readonly notes: readonly string[];
  readonly failure?: {
    readonly kind: FailureKind;
    readonly message: string;
    readonly next: string;
    readonly detail?: string | undefined;
    readonly retryAfterSeconds?: number | undefined;
  };
  readonly advice: readonly Advice[];
}

/** What a live check found: data only, and never a secret. */
export interface Report {
  /** `Test delegated auth`. */
  readonly title: string;
  /** What was tested: a file, an instance. */
  readonly subject: string;
  readonly startedAt: string;
  readonly sandbox: boolean;
  readonly steps: readonly Step[];
  readonly status: "passed" | "warning" | "failed" | "cancelled";
  /** One sentence that says how it went. */
  readonly summary: string;
}

/** What a step's work adds to its entry in the report. */
export interface StepNotes {
  note(text: string): void;
  /** Makes the step a warning. */
  advise(text: string, repair?: Repair): void;
}

/** Ends a check after its failed step is in the report. */
class Stopped extends Error {}

export interface ReportOptions {
  readonly title: string;
  readonly subject: string;
  readonly sandbox: boolean;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Called when a step starts, for progress. */
  readonly onStart?: ((title: string) => void) | undefined;
  /** Called when a step has ended. */
  readonly onStep?: ((step: Step) => void) | undefined;
}

/** Runs steps one after another and keeps what each of them found. */
export class ReportWriter {
  readonly #options: ReportOptions;
  readonly #startedAt: Date;
  readonly #steps: Step[] = [];

  constructor(options: ReportOptions) {
    this.#options = options;
    this.#startedAt = options.now();
  }

  /** Runs one step. When it fails, this ends the whole check: nothing after it would make sense. */
  async step<T>(id: string, title: string, work: (notes: StepNotes) => T | Promise<T>): Promise<T> {
    this.#options.onStart?.(title);
    const started = performance.now();
    const notes: string[] = [];
    const advice: Advice[] = [];
    const end = (status: StepStatus, failure?: Step["failure"]) =>
      this.#add({
        id,
        title,
        status,
        milliseconds: Math.round(performance.now() - started),
        notes,
        advice,
        ...(failure ? { failure } : {}),
      });
    try {
      this.#options.signal.throwIfAborted();
      const result = await work({
        note: (text) => notes.push(text),
        advise: (text, repair) => advice.push({ text, repair }),
      });
      end(advice.length > 0 ? "warning" : "passed");
      return result;
    } catch (error) {
      const failure = this.#failureOf(error);
      if (failure.repair) advice.push({ text: "This mends it:", repair: failure.repair });
      const { kind, message, next, detail, retryAfterSeconds } = failure;
      end("failed", { kind, message, next, detail, retryAfterSeconds });
      throw new Stopped();
    }
  }

  /** Runs a step whose failure does not end the check; answers undefined then. */
  async tryStep<T>(
    id: string,
    title: string,
    work: (notes: StepNotes) => T | Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await this.step(id, title, work);
    } catch (error) {
      if (!(error instanceof Stopped) || this.#options.signal.aborted) throw error;
      return undefined;
    }
  }

  /** Says that a step was left out, and why. */
  skip(id: string, title: string, why: string): void {
    this.#add({ id, title, status: "skipped", milliseconds: 0, notes: [why], advice: [] });
  }

  /**
   * Runs a whole check and closes the report, also when a step ended it.
   *
   * @param check answers the sentence that sums up a check without a failure
   */
  async run(check: () => Promise<string>): Promise<Report> {
    let summary = "";
    try {
      summary = await check();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    const { title, subject, sandbox } = this.#options;
    const failed = this.#steps.find(({ status }) => status === "failed");
    const status =
      failed?.failure?.kind === "cancelled"
        ? "cancelled"
        : failed
          ? "failed"
          : this.#steps.some((step) => step.status === "warning")
            ? "warning"
            : "passed";
    return {
      title,
      subject,
      startedAt: this.#startedAt.toISOString(),
      sandbox,
      steps: this.#steps,
      status,
      summary: failed?.failure ? `${failed.title}: ${failed.failure.message}` : summary,
    };
  }

  #add(step: Step): void {
    this.#steps.push(step);
    this.#options.onStep?.(step);
  }

  #failureOf(error: unknown): LiveFailure {
    if (this.#options.signal.aborted)
      return new LiveFailure("cancelled", "The check was called off.", "Start it again.");
    if (error instanceof LiveFailure) return error;
    // an error that nobody has worded may quote what was sent: only its name is told
    const name = error instanceof Error ? error.name : "Error";
    return new LiveFailure(
      "service",
      `This step broke in a way that ddconf does not know (${name}).`,
      "Please report it, with this report.",
    );
  }
}
