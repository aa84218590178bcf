import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";

/** All that IAM takes: tab, line ends, and U+0020 to U+00FF. An ellipsis stands for what a guide leaves out. */
const REFUSED = /[^\t\n\r\u0020-\u00FF…]+/g;

/** A text in another script would fill the screen. */
const MOST = 20;

export default defineRule({
  id: "iam/characters",
  title: "The policy holds a character that IAM refuses",
  severity: "error",
  appliesTo: "policy",
  kinds: IAM_POLICY,
  check({ root }, report, { region: { text, stream, templateTags }, root: whole }) {
    let found = 0;
    // a byte order mark stands before the policy
    const from = root === whole ? 0 : root.span.start;
    for (const { 0: run, index } of text.slice(from, root.span.end).matchAll(REFUSED)) {
      const span = { start: from + index, end: from + index + run.length };
      const inTag = templateTags.some((tag) => tag.start <= span.start && span.end <= tag.end);
      // typographic quotes and the like are reported as what they break
      const broken = stream.problems.some(
        (problem) => problem.span.start <= span.start && span.end <= problem.span.end,
      );
      if (inTag || broken) continue;
      if (++found > MOST) return;
      const shown = /^[\p{L}\p{P}\p{S}\p{N}]+$/u.test(run) ? `\`${run}\`` : codePoints(run);
      const plain = [...run].map((char) => PLAIN[char]).join("");
      report(span, {
        message: `IAM takes only characters up to U+00FF and refuses the policy with ${shown}: ${plain ? `write \`${plain}\`` : "remove it, or write it in plain letters"}.`,
        fixes: [
          plain ? { title: `Write \`${plain}\``, edits: [{ span, newText: plain }], safe: false } : undefined,
        ],
      });
    }
  },
});

/** What word processors make of plain characters. */
const PLAIN: Readonly<Record<string, string>> = {
  "‐": "-",
  "‑": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "‘": "'",
  "’": "'",
};

function codePoints(run: string): string {
  return [...run]
    .map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`)
    .join(", ");
}
