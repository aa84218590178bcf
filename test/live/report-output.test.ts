import assert from "node:assert/strict";
import { describe, it } from "node:test";
import picocolors from "picocolors";
import { printHeader, printStep, printSummary, reportJson } from "../../server/src/cli/live/print-report";
import { exitCodeOf } from "../../server/src/cli/live/run";
import { reportMarkdown } from "../../server/src/live/markdown";
import type { Report, Step } from "../../server/src/live/report";

const STEP: Step = { id: "a", title: "Do it", status: "passed", milliseconds: 12, notes: [], advice: [] };
const REPORT: Report = {
  title: "Test",
  subject: "datadog.yaml",
  startedAt: "2026-08-05T12:34:56.000Z",
  sandbox: true,
  steps: [
    { ...STEP, notes: ["It is `so`.", "two\nlines"] },
    {
      ...STEP,
      title: "Warn",
      status: "warning",
      milliseconds: 2345,
      advice: [{ text: "Do this:", repair: { language: "json", text: "{}\n" } }],
    },
    { ...STEP, title: "Leave out", status: "skipped", milliseconds: 0, notes: ["Why."] },
    {
      ...STEP,
      title: "Fail",
      status: "failed",
      failure: { kind: "service", message: "It broke.", next: "Try.", detail: "<b>no</b> [x](y)\u001b[31m" },
    },
  ],
  status: "failed",
  summary: "Fail: It broke.",
};

function stream(columns: number | undefined) {
  return { colors: picocolors.createColors(false), columns, interactive: false, write: () => {} };
}

describe("reports of live checks", () => {
  it("on a terminal", () => {
    const out = stream(50);
    const text = [
      printHeader(REPORT, out),
      ...REPORT.steps.map((step) => printStep(step, out)),
      printSummary(REPORT, out),
    ].join("");
    assert.equal(
      text,
      [
        "Test datadog.yaml (sandbox: nothing leaves this machine)",
        "",
        "✔ Do it                                      12 ms",
        "    It is `so`.",
        "      two",
        "      lines",
        "! Warn                                       2.3 s",
        "    do: Do this:",
        "      {}",
        "− Leave out",
        "    Why.",
        "✖ Fail                                       12 ms",
        "    It broke.",
        "    it says: “<b>no</b> [x](y)␛[31m”",
        "    next: Try.",
        "",
        "Failed: Fail: It broke.",
        "",
      ].join("\n"),
    );
    assert.match(printStep(STEP, stream(undefined)), /^✔ Do it {68}12 ms\n$/);
  });

  it("on a terminal, which obeys nothing that others say", () => {
    const hostile = "two\nlines\u001b]0;title\u0007\u001b[2J";
    const advice = [{ text: hostile, repair: { language: "sql", text: hostile } }];
    const failure = { kind: "service", message: hostile, next: hostile, detail: hostile } as const;
    for (const columns of [40, undefined]) {
      const text = printStep(
        { ...STEP, title: hostile, notes: [hostile, "a"], advice, failure },
        stream(columns),
      );
      assert.doesNotMatch(text, /[^\P{Cc}\n]/u);
    }
  });

  it("for scripts", () => {
    assert.deepEqual(JSON.parse(reportJson(REPORT)), { version: 1, ...REPORT });
    assert.deepEqual(
      (["passed", "warning", "failed", "cancelled"] as const).map((status) => exitCodeOf({ status })),
      [0, 0, 1, 1],
    );
  });

  it("as Markdown, where nothing that others say becomes markup", () => {
    const text = reportMarkdown(REPORT);
    assert.match(text, /^# Test\n\n\*\*Failed\.\*\* Fail: It broke\.\n\n- Tested: `datadog\.yaml`\n/);
    assert.match(text, /## ✔ Do it · 12 ms\n\n- It is `so`\.\n\n```\ntwo\nlines\n```/);
    assert.match(text, /## ⚠ Warn · 2345 ms\n\nDo this:\n\n```json\n\{\}\n```/);
    assert.match(text, /## − Leave out\n\n- Why\./);
    assert.match(text, /\*\*It broke\.\*\*\n\n> \\<b\\>no\\<\/b\\> \\\[x\\\]\(y\)/);
    assert.match(text, /Next: Try\./);
    const note = "`a``<img src=x>";
    assert.match(reportMarkdown({ ...REPORT, steps: [{ ...STEP, notes: [note] }] }), /\\<img src=x\\>/);
  });
});
