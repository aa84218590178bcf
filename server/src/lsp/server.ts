import { type Connection, type ServerCapabilities, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { FIX_ALL, GENERATE, GENERATE_COMMAND, QUICK_FIX } from "../service/code-actions";
import { type Client, readClient } from "./client";
import type { ServerContext } from "./context";
import { Documents } from "./documents";
import { registerCodeAction } from "./methods/code-action";
import { COMPLETION_TRIGGERS, registerCompletion } from "./methods/completion";
import { registerConfiguration } from "./methods/configuration";
import { registerDiagnostic } from "./methods/diagnostic";
import { registerDocumentInfo } from "./methods/document-info";
import { registerDocumentLink } from "./methods/document-link";
import { registerDocumentSymbol } from "./methods/document-symbol";
import { registerGenerate } from "./methods/generate";
import { registerHover } from "./methods/hover";
import { registerPublishDiagnostics } from "./methods/publish-diagnostics";
import type { Runtime } from "./runtime";
import { SettingsSource } from "./settings";

/** Serves a connection to an editor. Everything that depends on the environment comes in `runtime`. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const texts = new TextDocuments(TextDocument);
  connection.onInitialize((params) => {
    const client = readClient(params);
    const settings = new SettingsSource(connection, client, runtime, texts);
    const documents = new Documents(texts, settings, runtime);
    registerMethods({ connection, client, runtime, texts, settings, documents });
    return {
      capabilities: capabilitiesFor(client),
      serverInfo: { name: "ddconf", version: process.env.DDCONF_VERSION ?? "" },
    };
  });
  texts.listen(connection);
  connection.listen();
}

function registerMethods(context: ServerContext): void {
  const refreshers = [
    context.client.pullsDiagnostics ? registerDiagnostic(context) : registerPublishDiagnostics(context),
    registerDocumentInfo(context),
  ];
  registerConfiguration(context, () => {
    for (const refresh of refreshers) refresh();
  });
  registerCompletion(context);
  registerHover(context);
  registerCodeAction(context);
  registerGenerate(context);
  registerDocumentSymbol(context);
  registerDocumentLink(context);
}

function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    completionProvider: { triggerCharacters: COMPLETION_TRIGGERS },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [QUICK_FIX, FIX_ALL, GENERATE] },
    executeCommandProvider: { commands: [GENERATE_COMMAND] },
    documentSymbolProvider: true,
    documentLinkProvider: {},
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: "ddconf",
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }
      : {}),
  };
}
