import type * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { start } from "./activate";
import { liveFeatures } from "./live";
import { SealedChannel } from "./live/channel";

/** The extension on the desktop and on remote hosts: the server is a process of its own, and can go live. */
export function activate(context: vscode.ExtensionContext): void {
  const channel = new SealedChannel();
  const server = {
    module: context.asAbsolutePath("dist/server.js"),
    transport: TransportKind.ipc,
    options: { env: { ...process.env, ...channel.environment } },
  };
  const client = start(context, (options) => new LanguageClient("ddconf", "ddconf", server, options));
  context.subscriptions.push(liveFeatures(client, channel, context.secrets));
}
