import * as vscode from "vscode";

/** The command that opens the editor's settings at those of ddconf. */
export function openSettings(): vscode.Disposable {
  return vscode.commands.registerCommand("ddconf.openSettings", () =>
    vscode.commands.executeCommand("workbench.action.openSettings", "@ext:ddconf.ddconf"),
  );
}
