import { asSnippet } from "../completion/writing";
import { CHECK_BLOCKS, CHECK_FILES } from "./checks-yaml";
import { COMMANDS } from "./commands";
import { DATADOG_BLOCKS, KEY_FILE, KEYLESS_FILE } from "./datadog-yaml";
import { GRANTS } from "./grants";
import { MAPPINGS, TERRAFORM } from "./mappings";
import { POLICIES, TRUST_POLICIES } from "./policies";
import type { Snippet, SnippetGroup } from "./snippet";

/** Every snippet, in the order in which they are listed. Each group is a file in `snippets/`. */
export const SNIPPET_GROUPS: readonly SnippetGroup[] = [
  { id: "datadog-yaml", snippets: DATADOG_BLOCKS },
  { id: "checks", snippets: CHECK_BLOCKS },
  { id: "iam-policies", snippets: POLICIES },
  { id: "trust-policies", snippets: TRUST_POLICIES },
  { id: "mappings", snippets: MAPPINGS },
  { id: "sql-grants", snippets: GRANTS },
  { id: "commands", snippets: COMMANDS },
  { id: "terraform", snippets: TERRAFORM },
  { id: "files", snippets: [KEYLESS_FILE, KEY_FILE, ...CHECK_FILES] },
];

/** A snippet as an editor of VS Code's kind reads it from a `.code-snippets` file. */
export interface EditorSnippet {
  readonly scope: string;
  readonly prefix?: string;
  readonly isFileTemplate?: true;
  readonly description: string;
  readonly body: readonly string[];
}

/** The snippets of a group by name, as they stand in its file. */
export function editorSnippets(group: SnippetGroup): Readonly<Record<string, EditorSnippet>> {
  return Object.fromEntries(group.snippets.map((snippet) => [nameOf(snippet), editorSnippet(snippet)]));
}

export function nameOf({ name }: Snippet): string {
  return `ddconf: ${name}`;
}

function editorSnippet({ language, prefix, description, lines, file }: Snippet): EditorSnippet {
  return {
    scope: language === "json" ? "json,jsonc" : language,
    ...(prefix === undefined ? {} : { prefix }),
    ...(file === undefined ? {} : { isFileTemplate: true }),
    description,
    body: asSnippet(lines.join("\n")).split("\n"),
  };
}

/** The text of a group's file. */
export function fileText(group: SnippetGroup): string {
  return `${JSON.stringify(editorSnippets(group), null, 2)}\n`;
}
