import type * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { start } from "./activate";

/** The extension on the desktop and on remote hosts: the server is a process of its own. */
export function activate(context: vscode.ExtensionContext): void {
  const server = { module: context.asAbsolutePath("dist/server.js"), transport: TransportKind.ipc };
  start(context, (options) => new LanguageClient("ddconf", "ddconf", server, options));
}
