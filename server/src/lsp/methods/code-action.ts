import type { CodeAction, CodeActionParams } from "vscode-languageserver";
import { codeActions } from "../../service/code-actions";
import { documentHandler, type ServerContext } from "../context";

export function registerCodeAction(context: ServerContext): void {
  const { versionedEdits, snippetEdits, rulePages } = context.client;
  context.connection.onCodeAction(
    documentHandler(
      context,
      "code actions",
      [] as CodeAction[],
      ({ uri, version, document, file }, { context: wanted, range }: CodeActionParams, signal) =>
        codeActions(
          document,
          file.settings,
          { uri, version, range, context: wanted, versionedEdits, snippetEdits, rulePages },
          signal,
        ),
    ),
  );
}
