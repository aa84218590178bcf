import type { LogOutputChannel } from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import { SELECTOR } from "./documents";
import { executeCommand } from "./features/generate";

/** How the client of the language server works, wherever the server runs. */
export function clientOptions(output: LogOutputChannel, trace: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: SELECTOR,
    initializationOptions: { documentInfo: true, readsFiles: true },
    middleware: { executeCommand },
    outputChannel: output,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}
