import type { LogOutputChannel } from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  TransportKind,
} from "vscode-languageclient/node";
import { aroundCommand } from "./commands";
import { SELECTOR } from "./documents";

/**
 * The client of the language server; not started yet.
 *
 * @param module path of the server's bundle
 */
export function createClient(
  module: string,
  output: LogOutputChannel,
  trace: LogOutputChannel,
): LanguageClient {
  const server = { module, transport: TransportKind.ipc };
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    initializationOptions: { documentInfo: true, asksForCaller: true, rulePages: true },
    middleware: { executeCommand: aroundCommand },
    outputChannel: output,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
  return new LanguageClient("ddconf", "ddconf", server, options);
}
