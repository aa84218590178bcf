import type { DocumentSymbol, DocumentSymbolParams } from "vscode-languageserver";
import { documentSymbols } from "../../service/symbols";
import { documentHandler, type ServerContext } from "../context";

export function registerDocumentSymbol(context: ServerContext): void {
  context.connection.onDocumentSymbol(
    documentHandler(
      context,
      "document symbols",
      [] as DocumentSymbol[],
      ({ document }, _params: DocumentSymbolParams, signal) => documentSymbols(document, signal),
    ),
  );
}
