import * as vscode from "vscode";
import * as languageClient from "vscode-languageclient";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { start } from "./activate";
import { notInWeb } from "./features/not-in-web";

declare class Worker {
  constructor(address: string);
  onerror: (event: { readonly message?: string }) => void;
  terminate(): void;
}

/** What the extension in Node takes from here, so that one copy serves both. */
export const shared = { ...languageClient, start };

/** The extension in a browser: the server is a worker. */
export function activate(context: vscode.ExtensionContext): void {
  const address = vscode.Uri.joinPath(context.extensionUri, "dist/browser/server.js").toString(true);
  let worker: Worker | undefined;
  const createClient = (options: languageClient.LanguageClientOptions) =>
    new LanguageClient(
      "ddconf",
      "ddconf",
      async () => {
        // the one of an earlier start does not end by itself
        worker?.terminate();
        worker = new Worker(address);
        worker.onerror = ({ message }) => options.outputChannel?.appendLine(`Worker: ${message}`);
        return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
      },
      options,
    );
  start(context, createClient);
  context.subscriptions.push(notInWeb(), { dispose: () => worker?.terminate() });
}
