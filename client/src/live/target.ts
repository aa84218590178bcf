import * as vscode from "vscode";

/** What a code lens or a menu hands to a live command; from the palette there is nothing. */
export interface Target {
  readonly uri?: string;
  readonly instance?: number;
}

/**
 * The file that a command is about: the one it was given, the one in the editor, or one that the user picks. The
 * server knows open documents only, so it is opened.
 *
 * @param accepts which files the command can be about, by their path
 * @param pattern where to look for one in the workspace
 */
export async function chooseFile(
  target: Target | undefined,
  accepts: RegExp,
  pattern: string,
): Promise<vscode.TextDocument | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (target?.uri !== undefined) return vscode.workspace.openTextDocument(vscode.Uri.parse(target.uri));
  if (
    active &&
    (accepts.test(active.uri.path) || (active.isUntitled && active.languageId === "datadog-yaml"))
  )
    return active;
  const found = await vscode.workspace.findFiles(pattern, "**/node_modules/**", 50);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Open the configuration that the check is about, then run the command again."),
    );
    return undefined;
  }
  const items = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const title = vscode.l10n.t("Check which file?");
  const chosen =
    items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  return chosen && vscode.workspace.openTextDocument(chosen.uri);
}

export const DATADOG_YAML = { accepts: /\/datadog\.ya?ml$/, pattern: "**/datadog.{yaml,yml}" };
export const CHECK_YAML = {
  accepts: /\/(?:postgres|mysql|sqlserver)(?:\.d\/[^/]+)?\.ya?ml$/,
  pattern: "**/{postgres,mysql,sqlserver}.d/*.{yaml,yml}",
};
