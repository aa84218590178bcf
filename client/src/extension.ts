import * as vscode from "vscode";
import { DocumentInfos } from "./document-infos";
import { agentLanguage } from "./features/agent-language";
import { documentStatus } from "./features/document-status";
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
import { liveFeatures } from "./live";
import { SealedChannel } from "./live/channel";
import { createClient } from "./server";

/** Starts the language server and adds each feature; all of them are given back on deactivation. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("ddconf", { log: true });
  const trace = traceChannel(output);
  const channel = new SealedChannel();
  const client = createClient(context.asAbsolutePath("dist/server.js"), output, trace.channel, channel);
  const infos = new DocumentInfos(client);
  context.subscriptions.push(
    output,
    trace,
    client,
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
    liveFeatures(client, channel, context.secrets),
    targets(client),
    switchOff(client),
    insertSnippet(context.extensionUri, client),
    newConfiguration(context.extensionUri),
  );
  // nobody has to wait for the server; the client itself tells the user of a failure
  client.start().catch((error: unknown) => output.error(String(error)));
}
