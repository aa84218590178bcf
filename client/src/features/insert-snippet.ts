import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { newDocument, readSnippets, type Snippet, shortName } from "../snippets";

interface Place {
  readonly line: number;
  readonly character: number;
}

/** What the server answers to `ddconf/placeSnippet`. */
interface PlacedSnippet {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly snippet: string;
}

/**
 * The command that lists every snippet and inserts one. Its argument, if any, is the name of the snippet. What
 * is not in the language of the document goes into a new one.
 */
export function insertSnippet(extension: vscode.Uri, client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand("ddconf.insertSnippet", async (name?: unknown) => {
    const snippets = await readSnippets(extension);
    const editor = vscode.window.activeTextEditor;
    const chosen =
      snippets.find((snippet) => snippet.name === name) ?? (await pick(snippets, editor?.document));
    if (!chosen) return;
    if (editor && fits(chosen, editor.document) && (await insert(chosen, editor, client))) return;
    await (await newDocument(chosen.languages)).insertSnippet(new vscode.SnippetString(chosen.text));
  });
}

/** Checks are YAML to VS Code where their folder does not tell; a whole file wants an empty document. */
function fits({ languages, isFile }: Snippet, document: vscode.TextDocument): boolean {
  const empty = document.getText().trim() === "";
  if (isFile) return empty && document.languageId === "datadog-yaml";
  const language = document.languageId === "yaml" ? "datadog-yaml" : document.languageId;
  return languages.includes(language) || (empty && document.isUntitled && language === "plaintext");
}

interface SnippetItem extends vscode.QuickPickItem {
  readonly snippet?: Snippet;
}

async function pick(
  snippets: readonly Snippet[],
  document: vscode.TextDocument | undefined,
): Promise<Snippet | undefined> {
  const here = snippets.filter((snippet) => document && fits(snippet, document));
  const elsewhere = snippets.filter((snippet) => !here.includes(snippet));
  const chosen = await vscode.window.showQuickPick(
    [...itemsOf(here, ""), ...itemsOf(elsewhere, vscode.l10n.t("in a new document"))],
    {
      title: vscode.l10n.t("Insert a Datadog snippet"),
      // a page that is open beside the text may take the focus
      ignoreFocusOut: true,
      placeHolder: vscode.l10n.t("Search by cloud, database or what it is for"),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return chosen?.snippet;
}

/** The snippets with a heading before each group. */
function itemsOf(snippets: readonly Snippet[], where: string): SnippetItem[] {
  return snippets.flatMap((snippet, index) => {
    const item: SnippetItem = {
      label: shortName(snippet),
      description: [snippet.prefix, where].filter(Boolean).join(" · "),
      detail: snippet.description,
      snippet,
    };
    if (snippet.heading === snippets[index - 1]?.heading) return [item];
    return [{ label: snippet.heading, kind: vscode.QuickPickItemKind.Separator }, item];
  });
}

/**
 * YAML goes where it belongs, if the server can tell; everything else to the cursor.
 *
 * @returns false when the document has no place for it
 */
async function insert({ text, languages }: Snippet, editor: vscode.TextEditor, client: BaseLanguageClient) {
  const placed = languages.includes("datadog-yaml") ? await place(text, editor, client) : null;
  if (placed === false) return false;
  if (placed === null) return editor.insertSnippet(new vscode.SnippetString(text));
  const { start, end } = placed.range;
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  editor.revealRange(range);
  const options = { undoStopBefore: true, undoStopAfter: true, keepWhitespace: true };
  return editor.insertSnippet(new vscode.SnippetString(placed.snippet), range, options);
}

/** @returns false when the file cannot hold the snippet, null when it is none of the server's */
async function place(
  snippet: string,
  { document, selection }: vscode.TextEditor,
  client: BaseLanguageClient,
): Promise<PlacedSnippet | false | null> {
  const converter = client.code2ProtocolConverter;
  const request = {
    textDocument: converter.asTextDocumentIdentifier(document),
    position: converter.asPosition(selection.active),
    snippet,
  };
  // without a server the cursor is as good a place as any
  return client.sendRequest<PlacedSnippet | false | null>("ddconf/placeSnippet", request).catch(() => null);
}
