import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  ResponseError,
  type TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { requestSignal } from "./cancellation";
import type { Client } from "./client";
import type { Documents, Opened } from "./documents";
import type { Files } from "./files";
import type { Runtime } from "./runtime";
import type { SettingsSource } from "./settings";
import type { Workspace } from "./workspace";

/** What every method of the server works with. */
export interface ServerContext {
  readonly connection: Connection;
  readonly client: Client;
  readonly runtime: Runtime;
  readonly files: Files;
  readonly texts: TextDocuments<TextDocument>;
  readonly settings: SettingsSource;
  readonly documents: Documents;
  readonly workspace: Workspace;
}

interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/**
 * Makes a request handler of `work`, which gets the document as it is now. A request about a file that is no
 * Agent configuration, and one that fails, is answered with `empty`.
 */
export function documentHandler<P extends DocumentParams, R, E extends R>(
  context: ServerContext,
  name: string,
  empty: E,
  work: (opened: Opened, params: P, signal: AbortSignal) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError<void>> {
  const { documents } = context;
  return async (params, token) => {
    const { uri } = params.textDocument;
    if (!documents.isOpen(uri)) return empty;
    try {
      const signal = requestSignal(token, documents.signalOf(uri));
      const opened = await documents.open(uri, signal);
      if (!opened || opened.document.regions.length === 0) return empty;
      const result = await work(opened, params, signal);
      signal.throwIfAborted();
      return result;
    } catch (error) {
      if (error instanceof ResponseError) return error;
      logFailure(context.connection, name, error);
      return empty;
    }
  };
}

/** Logs where something failed. The error's message is left out: it may quote the document. */
export function logFailure(connection: Connection, what: string, error: unknown): void {
  const [name, stack] = error instanceof Error ? [error.name, error.stack ?? ""] : ["Error", ""];
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  connection.console.error([`${what} failed: ${name}`, ...frames].join("\n"));
}

/** The answer to arguments that make no sense; the editor shows its text. */
export function invalid(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
