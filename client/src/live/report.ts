/** What the server answers a live command with; `server/src/live/report.ts` describes the fields. */
export interface Report {
  readonly title: string;
  readonly subject: string;
  readonly startedAt: string;
  readonly sandbox: boolean;
  readonly steps: readonly Step[];
  readonly status: "passed" | "warning" | "failed" | "cancelled";
  readonly summary: string;
}

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly status: "passed" | "warning" | "failed" | "skipped";
  readonly milliseconds: number;
  readonly notes: readonly string[];
  readonly failure?: {
    readonly kind: string;
    readonly message: string;
    readonly next: string;
    readonly detail?: string;
    readonly retryAfterSeconds?: number;
  };
  readonly advice: readonly {
    readonly text: string;
    readonly repair?: { readonly language: string; readonly text: string };
  }[];
}

/** A report with what it takes to show it and to run its check again. */
export interface KeptReport {
  readonly id: string;
  readonly report: Report;
  /** The report as Markdown, for the clipboard; there is no secret in it. */
  readonly markdown: string;
  readonly again: { readonly command: string; readonly arguments: readonly unknown[] };
}

const ICONS = {
  passed: "pass",
  warning: "warning",
  failed: "error",
  skipped: "circle-slash",
  cancelled: "circle-slash",
};

/** Name of the codicon for how something ended. */
export function iconOf(status: keyof typeof ICONS): string {
  return ICONS[status];
}
