import type { InitializeParams } from "vscode-languageserver";
import type { CompletionFeatures } from "../service/completion/items";
import { filePath, pathKey } from "./uri";

/** What the editor on the other side can do. */
export interface Client {
  /** It asks for diagnostics; otherwise they are sent to it. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  /** It answers `workspace/configuration`. */
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersFileWatchers: boolean;
  readonly reportsFolders: boolean;
  /** It reads files for the server, also those that are on no disk (`initializationOptions.readsFiles`). */
  readonly readsFiles: boolean;
  /** Paths of the workspace's folders. */
  readonly folders: readonly string[];
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  readonly markdownHover: boolean;
  readonly completion: CompletionFeatures;
  /** It wants to be told when what is known of a document changes (`initializationOptions.documentInfo`). */
  readonly wantsDocumentInfo: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  /** It sends commands of the server back to it, so that a lens may name one. */
  readonly executesCommands: boolean;
  /** It has the commands of the live checks itself, and answers `ddconf/confirm` (`initializationOptions.liveCommands`). */
  readonly liveCommands: boolean;
  /** The user trusts the workspace, so that live checks may use their credentials (`initializationOptions.trusted`). */
  readonly trusted: boolean;
  readonly createsProgress: boolean;
  /** It asks for the ARN of a caller before it executes `ddconf.matchMapping` (`initializationOptions.asksForCaller`). */
  readonly asksForCaller: boolean;
  /** It has the command `ddconf.openRule`, which shows a rule's page (`initializationOptions.rulePages`). */
  readonly rulePages: boolean;
  /** Settings that came with `initialize`, for editors that cannot be asked. */
  readonly initialSettings: unknown;
}

const AS_IS = 1;
const ADJUST_INDENTATION = 2;

export function readClient(params: InitializeParams): Client {
  const { capabilities, initializationOptions } = params;
  const { textDocument, workspace } = capabilities;
  const item = textDocument?.completion?.completionItem;
  const options = (initializationOptions ?? {}) as Readonly<Record<string, unknown>>;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersFileWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    reportsFolders: workspace?.workspaceFolders === true,
    readsFiles: options.readsFiles === true,
    folders: folderPaths(params),
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes("markdown") !== false,
    completion: {
      snippets: item?.snippetSupport === true,
      asIs: item?.insertTextModeSupport?.valueSet.includes(AS_IS) === true,
      adjustsIndent: textDocument?.completion?.insertTextMode === ADJUST_INDENTATION,
      markdown: item?.documentationFormat?.includes("markdown") !== false,
    },
    wantsDocumentInfo: options.documentInfo === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    executesCommands: workspace?.executeCommand !== undefined,
    liveCommands: options.liveCommands === true,
    trusted: options.trusted === true,
    createsProgress: capabilities.window?.workDoneProgress === true,
    asksForCaller: options.asksForCaller === true,
    rulePages: options.rulePages === true,
    initialSettings: options.ddconf,
  };
}

function folderPaths({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.flatMap((uri) => folderPath(uri) ?? []);
}

/** Path of a folder without a slash at its end; undefined when its address is none of a folder. */
export function folderPath(uri: string): string | undefined {
  return filePath(uri) === undefined ? undefined : pathKey(uri).replace(/(?<=.)\/+$/, "");
}
