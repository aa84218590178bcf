import { type Connection, type ServerCapabilities, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { FIX_ALL, GENERATE, QUICK_FIX } from "../service/code-actions";
import { type Client, readClient } from "./client";
import { logFailure, type ServerContext } from "./context";
import { Debounce } from "./debounce";
import { Documents } from "./documents";
import { filesOf } from "./files";
import { registerCodeAction } from "./methods/code-action";
import { registerCodeLens } from "./methods/code-lens";
import { COMPLETION_TRIGGERS, registerCompletion } from "./methods/completion";
import { registerConfiguration } from "./methods/configuration";
import { registerDiagnostic } from "./methods/diagnostic";
import { registerDocumentInfo } from "./methods/document-info";
import { registerDocumentSymbol } from "./methods/document-symbol";
import { registerExclude } from "./methods/exclude";
import { registerExecuteCommand, SERVER_COMMANDS } from "./methods/execute-command";
import { registerHover } from "./methods/hover";
import { registerInlayHint } from "./methods/inlay-hint";
import { registerNavigation } from "./methods/navigation";
import { registerPlaceSnippet } from "./methods/place-snippet";
import { registerPublishDiagnostics } from "./methods/publish-diagnostics";
import { registerRulePage } from "./methods/rule-page";
import { registerValidate } from "./methods/validate";
import type { Runtime } from "./runtime";
import { SettingsSource } from "./settings";
import { Workspace } from "./workspace";

/** Other documents are told of an edit after this pause in typing. */
const QUIET_MILLISECONDS = 100;

/** Serves a connection to an editor. Everything that depends on the environment comes in `runtime`. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const texts = new TextDocuments(TextDocument);
  connection.onInitialize((params) => {
    const client = readClient(params);
    const files = filesOf(connection, client, runtime.disk);
    const settings = new SettingsSource(connection, client, files, texts);
    /** Documents to check again, since other files say something else now. */
    const stale = new Set<string>();
    const debounce = new Debounce(runtime);
    const workspace = new Workspace(runtime, files, settings, client.folders, {
      changed(uris) {
        for (const uri of uris) stale.add(uri);
        debounce.schedule("", QUIET_MILLISECONDS, () => {
          refresh([...stale]);
          stale.clear();
        });
      },
      failed: (error) => logFailure(connection, "workspace", error),
    });
    const documents = new Documents(texts, settings, runtime, workspace);
    const context = { connection, client, runtime, files, texts, settings, documents, workspace };
    const refresh = registerMethods(context);
    return {
      capabilities: capabilitiesFor(client, runtime),
      serverInfo: { name: "ddconf", version: process.env.DDCONF_VERSION ?? "" },
    };
  });
  texts.listen(connection);
  connection.listen();
}

/** @returns makes the editor show the diagnostics of these documents again */
function registerMethods(context: ServerContext): (uris: readonly string[]) => void {
  const refreshDiagnostics = context.client.pullsDiagnostics
    ? registerDiagnostic(context)
    : registerPublishDiagnostics(context);
  const refreshInfo = registerDocumentInfo(context);
  const refreshInlayHints = registerInlayHint(context);
  const refreshCodeLenses = registerCodeLens(context);
  registerConfiguration(context, () => {
    refreshDiagnostics();
    refreshInfo();
    refreshInlayHints();
    refreshCodeLenses();
  });
  registerCompletion(context);
  registerHover(context);
  registerCodeAction(context);
  registerExecuteCommand(context);
  registerRulePage(context);
  registerExclude(context);
  registerNavigation(context);
  registerPlaceSnippet(context);
  registerDocumentSymbol(context);
  registerValidate(context);
  return refreshDiagnostics;
}

/** An editor with commands of its own for live checks would have each of them twice. */
function commandsFor({ liveCommands, trusted }: Client, { live }: Runtime): string[] {
  return [...SERVER_COMMANDS, ...(live && trusted && !liveCommands ? live.commands : [])];
}

function capabilitiesFor(client: Client, runtime: Runtime): ServerCapabilities {
  return {
    completionProvider: { triggerCharacters: COMPLETION_TRIGGERS },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [QUICK_FIX, FIX_ALL, GENERATE] },
    executeCommandProvider: { commands: commandsFor(client, runtime) },
    documentSymbolProvider: true,
    inlayHintProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    codeLensProvider: {},
    ...(client.reportsFolders
      ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }
      : {}),
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: "ddconf",
            // an editor that can be told to ask again need not do so at every edit
            interFileDependencies: !client.refreshesDiagnostics,
            workspaceDiagnostics: false,
          },
        }
      : {}),
  };
}
