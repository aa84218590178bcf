import type { Report, Step, StepStatus } from "./report";

const SIGNS: Readonly<Record<StepStatus, string>> = { passed: "✔", warning: "⚠", failed: "✖", skipped: "−" };
const VERDICTS: Readonly<Record<Report["status"], string>> = {
  passed: "Passed",
  warning: "Passed with a warning",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** A report as a Markdown document, for an editor or a ticket. A report holds no secret, and so does this. */
export function reportMarkdown(report: Report): string {
  const { title, subject, startedAt, sandbox, status, summary, steps } = report;
  const head = [
    `# ${title}`,
    [`**${VERDICTS[status]}.** ${inline(summary)}`].join("\n"),
    [
      `- Tested: ${code(subject)}`,
      `- Started: ${startedAt}`,
      ...(sandbox ? ["- Against a sandbox: nothing left this machine."] : []),
    ].join("\n"),
  ];
  return `${[...head, ...steps.map(section)].join("\n\n")}\n`;
}

function section(step: Step): string {
  const { status, title, milliseconds, notes, failure, advice } = step;
  const time = status === "skipped" ? "" : ` · ${milliseconds} ms`;
  const said = notes.map((note) => (note.includes("\n") ? indented(fence("", note)) : `- ${inline(note)}`));
  const wrong = failure
    ? [
        `**${inline(failure.message)}**`,
        ...(failure.detail ? [quote(failure.detail)] : []),
        `Next: ${inline(failure.next)}`,
      ]
    : [];
  const todo = advice.flatMap(({ text, repair }) => [
    inline(text),
    ...(repair ? [fence(repair.language, repair.text)] : []),
  ]);
  const blocks = [`## ${SIGNS[status]} ${title}${time}`, said.join("\n"), ...wrong, ...todo];
  return blocks.filter(Boolean).join("\n\n");
}

/** What others wrote must not become markup; `code` in backticks stays. */
function inline(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_[\]<>#|!~]/g, "\\$&")))
    .join("");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

function quote(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${inline(line)}`)
    .join("\n");
}

function fence(language: string, text: string): string {
  const marks = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${marks}${language}\n${text.trimEnd()}\n${marks}`;
}

/** Inside a list item. */
function indented(text: string): string {
  return `\n${text}\n`;
}
