import type { LogOutputChannel } from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import { aroundCommand } from "./commands";
import { SELECTOR } from "./documents";

/** How the client of the language server works, wherever the server runs. */
export function clientOptions(output: LogOutputChannel, trace: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: SELECTOR,
    initializationOptions: { documentInfo: true, readsFiles: true, asksForCaller: true, rulePages: true },
    middleware: { executeCommand: aroundCommand },
    outputChannel: output,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}
