import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { DocumentInfos } from "./document-infos";
import { SELECTOR } from "./documents";
import { agentLanguage } from "./features/agent-language";
import { documentStatus } from "./features/document-status";
import { files } from "./features/files";
import { generateAtCursor } from "./features/generate";
import { insertSnippet } from "./features/insert-snippet";
import { matchMapping } from "./features/match-mapping";
import { newConfiguration } from "./features/new-configuration";
import { openSettings } from "./features/open-settings";
import { restartServer } from "./features/restart-server";
import { rulePages } from "./features/rule-pages";
import { showOutput } from "./features/show-output";
import { switchOff } from "./features/switch-off";
import { targets } from "./features/targets";
import { traceChannel } from "./features/trace";
import { validateTool } from "./features/validate-tool";
import { clientOptions } from "./server";

/**
 * Starts the language server and adds each feature that works everywhere; all of them are given back on
 * deactivation.
 *
 * @returns the client, which starts with the first document that concerns it
 * @param createClient makes the client of a server that fits where the extension runs
 */
export function start(
  context: vscode.ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): BaseLanguageClient {
  const output = vscode.window.createOutputChannel("ddconf", { log: true });
  const trace = traceChannel(output);
  const client = createClient(clientOptions(output, trace.channel));
  const infos = new DocumentInfos(client);
  context.subscriptions.push(
    output,
    trace,
    client,
    files(client),
    infos,
    documentStatus(client, infos),
    agentLanguage(client, infos),
    restartServer(client),
    showOutput(client, output),
    openSettings(),
    generateAtCursor(),
    validateTool(client),
    rulePages(client),
    matchMapping(client),
    targets(client),
    switchOff(client),
    insertSnippet(context.extensionUri, client),
    newConfiguration(context.extensionUri),
  );
  context.subscriptions.push(
    // nobody has to wait for the server; the client itself tells the user of a failure
    onFirstDocument(() => client.start().catch((error: unknown) => output.error(String(error)))),
  );
  return client;
}

/** Runs `work` once, as soon as there is a document that the server gets to see. A request starts it, too. */
function onFirstDocument(work: () => void): vscode.Disposable {
  const isOurs = (document: vscode.TextDocument) => vscode.languages.match(SELECTOR, document) > 0;
  if (vscode.workspace.textDocuments.some(isOurs)) {
    work();
    return { dispose() {} };
  }
  const waiting = vscode.workspace.onDidOpenTextDocument((document) => {
    if (!isOurs(document)) return;
    waiting.dispose();
    work();
  });
  return waiting;
}
