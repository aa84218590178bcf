import { type LogOutputChannel, workspace } from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  TransportKind,
} from "vscode-languageclient/node";
import { aroundCommand } from "./commands";
import { SELECTOR } from "./documents";
import type { SealedChannel } from "./live/channel";

/**
 * The client of the language server; not started yet.
 *
 * @param module path of the server's bundle
 */
export function createClient(
  module: string,
  output: LogOutputChannel,
  trace: LogOutputChannel,
  channel: SealedChannel,
): LanguageClient {
  const env = { ...process.env, ...channel.environment };
  const server = { module, transport: TransportKind.ipc, options: { env } };
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    // asked for anew when the server restarts: trust may have been granted meanwhile
    initializationOptions: () => ({
      documentInfo: true,
      asksForCaller: true,
      rulePages: true,
      liveCommands: true,
      trusted: workspace.isTrusted,
    }),
    middleware: { executeCommand: aroundCommand },
    outputChannel: output,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
  return new LanguageClient("ddconf", "ddconf", server, options);
}
