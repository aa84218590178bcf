import * as vscode from "vscode";
import type { KeptReport, Report, Step } from "./report";

const MARKS = { passed: "✓", warning: "!", failed: "✗", skipped: "–", cancelled: "–" };

/** The page of a report. Everything from outside is escaped, and only the one script with the nonce may run. */
export function reportHtml({ report, again }: KeptReport, cspSource: string, nonce: string): string {
  const { t } = vscode.l10n;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${cspSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>${escaped(report.title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(report.title)}</h1>
<p class="subject">${code(report.subject)} · ${escaped(new Date(report.startedAt).toLocaleString())}${report.sandbox ? ` · <strong>${escaped(t("in the sandbox"))}</strong>` : ""}</p>
<p class="summary ${report.status}" role="status"><span aria-hidden="true">${MARKS[report.status]}</span> ${code(report.summary)}</p>
<p class="buttons">
<button data-copy="report">${escaped(t("Copy without Secrets"))}</button>
${again.command ? `<button data-again class="secondary">${escaped(t("Run Again"))}</button>` : ""}
</p>
<ol>${report.steps.map((step, index) => stepHtml(step, index)).join("")}</ol>
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
}

function stepHtml(step: Step, index: number): string {
  const { failure } = step;
  const time = step.status === "skipped" ? vscode.l10n.t("left out") : `${step.milliseconds} ms`;
  return `<li class="${step.status}">
<h2><span class="mark" aria-label="${step.status}">${MARKS[step.status]}</span> ${escaped(step.title)} <span class="time">${escaped(time)}</span></h2>
${failure ? failureHtml(failure) : ""}
${step.notes.length > 0 ? `<ul>${step.notes.map(noteHtml).join("")}</ul>` : ""}
${step.advice.map((advice, place) => adviceHtml(advice, `${index}.${place}`)).join("")}
</li>`;
}

/** Of a note with several lines, such as the parts of a proof, each line keeps its place. */
function noteHtml(note: string): string {
  return note.includes("\n") ? `<li><pre>${escaped(note)}</pre></li>` : `<li>${code(note)}</li>`;
}

function failureHtml({ kind, message, next, detail }: NonNullable<Step["failure"]>): string {
  const { t } = vscode.l10n;
  return `<p class="failure">${code(message)} <span class="kind">${escaped(kind)}</span></p>
${detail ? `<blockquote>${escaped(detail)}</blockquote>` : ""}
<p><strong>${escaped(t("Next step"))}:</strong> ${code(next)}</p>`;
}

function adviceHtml({ text, repair }: Step["advice"][number], id: string): string {
  const block = repair
    ? `<div class="repair"><pre><code>${escaped(repair.text)}</code></pre><button class="secondary" data-copy="${id}">${escaped(vscode.l10n.t("Copy"))}</button></div>`
    : "";
  return `<p>${code(text)}</p>${block}`;
}

/** Text with `code` in backticks. */
function code(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** What the button with this id copies. */
export function textToCopy(id: string, report: Report, markdown: string): string | undefined {
  if (id === "report") return markdown;
  const [step = "", place = ""] = id.split(".");
  return report.steps[Number(step)]?.advice[Number(place)]?.repair?.text;
}

const STYLE = `
body { padding: 0 2em 2em; line-height: 1.5; }
main { max-width: 52em; }
h1 { font-size: 1.6em; font-weight: 600; margin: 1em 0 0.2em; }
h2 { font-size: 1em; font-weight: 600; margin: 0; display: flex; gap: 0.6em; align-items: baseline; }
ol { list-style: none; padding: 0; }
ol > li { padding: 0.7em 0 0.7em 0.9em; margin: 0.4em 0; border-left: 3px solid var(--vscode-testing-iconSkipped); }
li.passed { border-color: var(--vscode-testing-iconPassed); }
li.warning { border-color: var(--vscode-editorWarning-foreground); }
li.failed { border-color: var(--vscode-testing-iconFailed); }
li li { list-style: disc; }
ul { margin: 0.3em 0 0.3em; padding-left: 1.5em; }
p { margin: 0.4em 0; }
.subject, .time { color: var(--vscode-descriptionForeground); }
.time { font-weight: normal; margin-left: auto; }
.summary { font-weight: 600; }
.passed .mark, .summary.passed span { color: var(--vscode-testing-iconPassed); }
.warning .mark, .summary.warning span { color: var(--vscode-editorWarning-foreground); }
.failed .mark, .summary.failed span { color: var(--vscode-testing-iconFailed); }
.kind { font-size: 0.85em; border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border)); border-radius: 3px; padding: 0 0.4em; margin-left: 0.4em; }
blockquote { margin: 0.4em 0; padding: 0.2em 0.8em; border-left: 2px solid var(--vscode-textBlockQuote-border); white-space: pre-wrap; }
pre { background: var(--vscode-textCodeBlock-background); padding: 0.7em; overflow: auto; margin: 0.4em 0; }
.repair { position: relative; }
.repair button { position: absolute; top: 0.4em; right: 0.4em; }
button { font: inherit; color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 1px solid var(--vscode-button-border, transparent); border-radius: 2px; padding: 0.25em 0.9em; cursor: pointer; }
button.secondary { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
`;

const SCRIPT = `
const editor = acquireVsCodeApi();
for (const button of document.querySelectorAll("button"))
  button.addEventListener("click", () => editor.postMessage({ copy: button.dataset.copy, again: "again" in button.dataset }));
`;
