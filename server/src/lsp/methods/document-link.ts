import type { DocumentLink, DocumentLinkParams } from "vscode-languageserver";
import { documentLinks } from "../../service/links";
import { documentHandler, type ServerContext } from "../context";

export function registerDocumentLink(context: ServerContext): void {
  context.connection.onDocumentLinks(
    documentHandler(
      context,
      "document links",
      [] as DocumentLink[],
      ({ document }, _params: DocumentLinkParams, signal) => documentLinks(document, signal),
    ),
  );
}
