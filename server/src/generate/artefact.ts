/** What an artefact is written in, as an LSP language id. */
export type ArtefactLanguage = "json" | "sql" | "shellscript" | "terraform";

/** Something written for the cloud side of a configuration. */
export interface Artefact {
  readonly language: ArtefactLanguage;
  /** Names it in one line: “IAM policy: log in to orders as datadog”. */
  readonly title: string;
  /** The whole text, ending in a line break. What is not known is a `<PLACEHOLDER>`. */
  readonly text: string;
  /** What to do with it, and what it cannot say itself; each a sentence or two. Commands stand in backticks. */
  readonly notes: readonly string[];
}

/** A JSON artefact's text, as people write policies. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Blocks of lines with a blank line between them, ending in a line break. Empty blocks are left out. */
export function textOf(blocks: readonly (readonly string[])[]): string {
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}
