import * as vscode from "vscode";

/** Gives the Markdown of a page, or undefined where there is none. */
export type PageSource = (uri: vscode.Uri) => Thenable<string | undefined> | string | undefined;

/** Registers pages that exist only in the editor, as documents of a scheme of their own. */
export function pagesOf(scheme: string, source: PageSource): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent(uri) {
      return (await source(uri)) ?? vscode.l10n.t("There is no such page.");
    },
  });
}

/** Shows a page as the built-in preview renders it; as text where that is switched off. */
export async function showPage(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }
}
