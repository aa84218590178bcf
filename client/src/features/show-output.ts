import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";

/** The command that brings up what ddconf has logged. Each start of the server is in it, with the version. */
export function showOutput(client: BaseLanguageClient, output: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("ddconf.showOutput", () => output.show()),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running)
        output.info(
          vscode.l10n.t("ddconf {0} is running.", client.initializeResult?.serverInfo?.version ?? ""),
        );
    }),
  );
}
