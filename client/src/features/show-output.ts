import * as vscode from "vscode";

/** The command that brings up what ddconf has logged. */
export function showOutput(output: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand("ddconf.showOutput", () => output.show());
}
