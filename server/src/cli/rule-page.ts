import pages from "../generated/rule-pages";

/** A rule's page as Markdown, without the brackets that mark the mistakes in its examples. */
export function pageOf(rule: string): string {
  return markedPageOf(rule).replace(/[⟦⟧]/g, "");
}

/** A rule's page as it was written: ⟦ and ⟧ enclose the mistakes in its examples. */
export function markedPageOf(rule: string): string {
  return pages[rule] ?? "";
}

/** The paragraph below a page's title: what is wrong, in plain text. */
export function summaryOf(rule: string): string {
  const paragraph = pageOf(rule)
    .split(/\r?\n\s*\r?\n/)
    .find((block) => block.trim() !== "" && !block.startsWith("#"));
  return plainText(paragraph ?? "");
}

/** Markdown of one paragraph as plain text on one line; code keeps its backticks. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
