import type { Stream } from "./output";
import { hang, wrap } from "./wrap";

type Colors = Stream["colors"];

/** What the examples of a page are called, by the second word of their fence. */
const EXAMPLES: Readonly<Record<string, string>> = {
  bad: "Wrong",
  good: "Right",
  fixed: "After the fix",
};

/**
 * Renders the Markdown of a rule's page: headings, paragraphs, lists, tables as they are, and examples.
 * What stands between ⟦ and ⟧ in an example is the mistake; it is coloured and the brackets are dropped.
 */
export function renderMarkdown(
  markdown: string,
  { colors, columns }: Pick<Stream, "colors" | "columns">,
): string {
  const cases = new Set<string>();
  const blocks = markdown
    .replaceAll("\r\n", "\n")
    .split(/(^```.*?^```$)/ms)
    .flatMap((part) => (part.startsWith("```") ? [code(part, colors, cases)] : prose(part, colors, columns)));
  return `${blocks.join("\n\n")}\n`;
}

/** Colours what stands in backticks. */
export function highlightCode(text: string, { cyan }: Colors): string {
  return text.replace(/`[^`]+`/g, (span) => cyan(span));
}

/** @param cases names of the workspaces that earlier examples have begun; further files join them */
function code(fence: string, colors: Colors, cases: Set<string>): string {
  const [info = "", ...lines] = fence.split("\n");
  const workspace = /\bcase=(\S+)/.exec(info)?.[1] ?? "";
  const joins = cases.has(workspace);
  if (workspace !== "") cases.add(workspace);
  const [, verdict = "", file] = /^```\w+ *(\w*)(?:.*\bfile=("[^"]*"|\S+))?/.exec(info) ?? [];
  const label = joins ? "Beside it" : EXAMPLES[verdict];
  const body = lines.slice(0, -1).map((line) => `    ${mark(line, colors)}`.trimEnd());
  if (!label) return body.join("\n");
  const color = verdict === "bad" ? colors.red : colors.green;
  return [`  ${color(label)}${file ? colors.dim(` (${file.replaceAll('"', "")})`) : ""}`, "", ...body].join(
    "\n",
  );
}

function mark(line: string, colors: Colors): string {
  return line
    .replace(/⟦([^⟧]*)⟧?/g, (_, text: string) => colors.red(colors.underline(text)))
    .replaceAll("⟧", "");
}

function prose(text: string, colors: Colors, columns: number | undefined): string[] {
  return text
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== "")
    .map((block) => paragraph(block, colors, columns));
}

function paragraph(block: string, colors: Colors, columns: number | undefined): string {
  const heading = /^#+ +(.*)$/.exec(block);
  if (heading?.[1] !== undefined) return colors.bold(inline(heading[1], colors));
  if (block.startsWith("|")) return block;
  if (/^(?:[-*]|\d+\.) /.test(block)) {
    return block
      .split(/\n(?=\s*(?:[-*]|\d+\.) )/)
      .map((item) => {
        const [, lead = "", body = ""] = /^(\s*(?:[-*]|\d+\.) +)(.*)$/s.exec(item) ?? [];
        return hang(`  ${lead}`, inline(body, colors).replace(/\s+/g, " "), columns);
      })
      .join("\n");
  }
  return wrap(inline(block, colors).replace(/\s+/g, " "), columns).join("\n");
}

function inline(text: string, colors: Colors): string {
  const linked = text.replace(
    /\[([^\]]+)\]\(([^)\s]+)\)/g,
    (_, label: string, url: string) => `${label} (${colors.underline(url)})`,
  );
  return highlightCode(linked, colors).replace(/\*\*([^*]+)\*\*/g, (_, bold: string) => colors.bold(bold));
}
