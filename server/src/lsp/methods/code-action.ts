import type { CodeAction, CodeActionParams } from "vscode-languageserver";
import { codeActions } from "../../service/code-actions";
import { documentHandler, type ServerContext } from "../context";

export function registerCodeAction(context: ServerContext): void {
  const { versionedEdits, snippetEdits } = context.client;
  context.connection.onCodeAction(
    documentHandler(
      context,
      "code actions",
      [] as CodeAction[],
      ({ uri, version, document, file }, { context: wanted }: CodeActionParams, signal) =>
        codeActions(
          document,
          file.settings,
          { uri, version, context: wanted, versionedEdits, snippetEdits },
          signal,
        ),
    ),
  );
}
