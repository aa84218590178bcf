import * as vscode from "vscode";
import { documentStatus } from "./features/document-status";
import { generateAtCursor } from "./features/generate";
import { insertSnippet } from "./features/insert-snippet";
import { newConfiguration } from "./features/new-configuration";
import { openSettings } from "./features/open-settings";
import { restartServer } from "./features/restart-server";
import { showOutput } from "./features/show-output";
import { traceChannel } from "./features/trace";
import { createClient } from "./server";

/** Starts the language server and adds each feature; all of them are given back on deactivation. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("ddconf", { log: true });
  const trace = traceChannel(output);
  const client = createClient(context.asAbsolutePath("dist/server.js"), output, trace.channel);
  context.subscriptions.push(
    output,
    trace,
    client,
    documentStatus(client),
    restartServer(client),
    showOutput(client, output),
    openSettings(),
    generateAtCursor(),
    insertSnippet(context.extensionUri, client),
    newConfiguration(context.extensionUri),
  );
  // nobody has to wait for the server; the client itself tells the user of a failure
  client.start().catch((error: unknown) => output.error(String(error)));
}
