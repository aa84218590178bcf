import * as vscode from "vscode";
import { eventually, ok } from "./assert";
import { MemoryFiles } from "./memory-files";

/** Folder of the files that tests write. */
export const root = rootOfFiles();

/** The host is a worker in a browser: no Node, no processes. */
export const isWorker = typeof process === "undefined" || process.versions?.node === undefined;

/**
 * The workspace; for a worker, whose workspace lies on a server, a folder in memory such as the ones that
 * vscode.dev shows of repositories.
 */
function rootOfFiles(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  ok(folder, "there is no workspace");
  if (folder.scheme === "file") return folder;
  vscode.workspace.registerFileSystemProvider("vscode-vfs", new MemoryFiles(), { isCaseSensitive: true });
  return vscode.Uri.from({ scheme: "vscode-vfs", authority: "e2e", path: "/" });
}

/** Writes a file of the workspace and shows it in an editor. */
export async function open(path: string, text: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(root, path);
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, ".."));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Text with a `│` where the cursor is to be. */
export async function openAtCursor(path: string, marked: string): Promise<vscode.TextEditor> {
  const offset = marked.indexOf("│");
  ok(offset >= 0, "the text has no cursor");
  const editor = await open(path, marked.replace("│", ""));
  const position = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** The ids of the rules that report something in a file, sorted. */
export function rulesOf(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "ddconf")
    .map(({ code }) => (typeof code === "object" ? String(code.value) : String(code)))
    .sort();
}

/** Waits until a rule reports something in a file. */
export function finding(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return eventually(`finding of ${rule}, only of ${rulesOf(document).join(", ") || "none"}`, () =>
    vscode.languages
      .getDiagnostics(document.uri)
      .find(({ code }) => typeof code === "object" && code.value === rule),
  );
}

/** Waits until a file has no findings of a rule any more. */
export async function resolved(document: vscode.TextDocument, rule: string): Promise<void> {
  await eventually(`end of ${rule}`, () => !rulesOf(document).includes(rule));
}

/** The code actions at a place, of a kind. */
export async function codeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: string,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range, kind);
}

/** Changes a setting of ddconf in the workspace; `undefined` takes it out. */
export async function configure(name: string, value: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration("ddconf");
  await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
}
