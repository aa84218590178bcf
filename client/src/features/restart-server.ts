import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** The command that starts the language server anew, also after it has failed. */
export function restartServer(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand("ddconf.restartServer", async () => {
    // a server that hangs does not answer the request to stop, which is why it is restarted
    if (client.isRunning()) await client.stop().catch((error: unknown) => client.error(String(error)));
    await client.start();
  });
}
