import { asItem, type Block, indented } from "../completion/writing";

/** Ids of editor languages that a snippet is for. */
export type SnippetLanguage = "datadog-yaml" | "json" | "shellscript" | "sql" | "terraform";

/** Text with spots to fill in; see `Block`. */
export interface Snippet {
  /** Names it in a list, without “ddconf:”. */
  readonly name: string;
  readonly language: SnippetLanguage;
  /** What to type for it. YAML has none: completion offers its blocks where they belong, and nowhere else. */
  readonly prefix?: string;
  /** One sentence that says when to use it. */
  readonly description: string;
  readonly lines: Block;
  /** Path below a folder of configuration; only of what is a whole file. */
  readonly file?: string;
}

/** Snippets of a kind, which are a file. */
export interface SnippetGroup {
  /** Name of the file without its ending. */
  readonly id: string;
  readonly snippets: readonly Snippet[];
}

/** Lines that go into a configuration, below whatever they belong to. */
export function yamlBlock(name: string, description: string, lines: Block): Snippet {
  return { name, language: "datadog-yaml", description, lines };
}

export function wholeFile(name: string, file: string, description: string, lines: Block): Snippet {
  return { name, language: "datadog-yaml", description, lines, file };
}

/** The file of a check with one instance. */
export function checkFile(name: string, file: string, description: string, instance: Block): Snippet {
  const lines = ["init_config:", "", "instances:", ...indented(asItem(instance))];
  return wholeFile(name, file, description, lines);
}
