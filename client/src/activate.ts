import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { documentStatus } from "./features/document-status";
import { files } from "./features/files";
import { generateAtCursor } from "./features/generate";
import { openSettings } from "./features/open-settings";
import { restartServer } from "./features/restart-server";
import { showOutput } from "./features/show-output";
import { traceChannel } from "./features/trace";
import { clientOptions } from "./server";

/**
 * Starts the language server and adds each feature that works everywhere; all of them are given back on
 * deactivation.
 *
 * @param createClient makes the client of a server that fits where the extension runs
 */
export function start(
  context: vscode.ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): void {
  const output = vscode.window.createOutputChannel("ddconf", { log: true });
  const trace = traceChannel(output);
  const client = createClient(clientOptions(output, trace.channel));
  context.subscriptions.push(
    output,
    trace,
    client,
    files(client),
    documentStatus(client),
    restartServer(client),
    showOutput(client, output),
    openSettings(),
    generateAtCursor(),
  );
  // nobody has to wait for the server; the client itself tells the user of a failure
  client.start().catch((error: unknown) => output.error(String(error)));
}
