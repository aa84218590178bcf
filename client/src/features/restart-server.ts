import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** The command that starts the language server anew, also after it has failed. */
export function restartServer(client: LanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand("ddconf.restartServer", async () => {
    // a server that hangs does not answer the request to stop, which is why it is restarted
    if (client.isRunning()) await client.stop().catch((error: unknown) => client.error(String(error)));
    await client.start();
  });
}
