import * as vscode from "vscode";
import { newDocument, readSnippets, type Snippet, shortName } from "../snippets";

/**
 * The command that begins a configuration file from a template. Its argument, if any, is the name of the
 * template. Nothing is saved.
 */
export function newConfiguration(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand("ddconf.newConfiguration", async (name?: unknown) => {
    const templates = (await readSnippets(extension)).filter(({ isFile }) => isFile);
    const chosen = templates.find((template) => template.name === name) ?? (await pick(templates));
    if (!chosen) return;
    const editor = await open(chosen);
    await editor.insertSnippet(new vscode.SnippetString(chosen.text));
  });
}

interface TemplateItem extends vscode.QuickPickItem {
  readonly template?: Snippet;
}

async function pick(templates: readonly Snippet[]): Promise<Snippet | undefined> {
  const items = templates.flatMap((template, index): TemplateItem[] => {
    const file = fileOf(template);
    const label = shortName(template).replace(`${file}: `, "");
    const item = { label, detail: template.description, template };
    const previous = templates[index - 1];
    if (previous && fileOf(previous) === file) return [item];
    return [{ label: file, kind: vscode.QuickPickItemKind.Separator }, item];
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("New Datadog Agent configuration"),
    // a page that is open beside the text may take the focus
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t("What is the Agent to do?"),
    matchOnDetail: true,
  });
  return chosen?.template;
}

/** The file that a template is for, below the folder of the Agent's configuration. */
function fileOf(template: Snippet): string {
  return /^\S+\.yaml/.exec(shortName(template))?.[0] ?? "datadog.yaml";
}

/** Opens an unsaved document, under the name of its file where there is a folder that it can be saved to. */
async function open(template: Snippet): Promise<vscode.TextEditor> {
  const uri = await freeUri(fileOf(template));
  if (!uri) return newDocument(template.languages);
  const document = await vscode.workspace.openTextDocument(uri);
  const language = template.languages[0] ?? document.languageId;
  return vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, language));
}

/** Address of an unsaved file that neither lies in the workspace nor is open; undefined when there is no folder. */
async function freeUri(file: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme !== "file") return undefined;
  // the Agent reads every file in the folder of a check, but only one datadog.yaml
  const others = file.includes("/")
    ? [2, 3, 4, 5].map((number) => file.replace(".yaml", `-${number}.yaml`))
    : [];
  for (const name of [file, ...others]) {
    const uri = vscode.Uri.joinPath(folder, name);
    const unsaved = uri.with({ scheme: "untitled" });
    if (!(await exists(uri)) && !isOpen(unsaved)) return unsaved;
  }
  return undefined;
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
