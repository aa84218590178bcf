import { type LogOutputChannel, workspace } from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import { aroundCommand } from "./commands";
import { SELECTOR } from "./documents";

/** How the client of the language server works, wherever the server runs. */
export function clientOptions(output: LogOutputChannel, trace: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: SELECTOR,
    // asked for anew when the server restarts: trust may have been granted meanwhile
    initializationOptions: () => ({
      documentInfo: true,
      readsFiles: true,
      asksForCaller: true,
      rulePages: true,
      // the commands are there in a browser too, and say why they do nothing
      liveCommands: true,
      trusted: workspace.isTrusted,
    }),
    middleware: { executeCommand: aroundCommand },
    outputChannel: output,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}
