import type { CompletionItem, CompletionParams } from "vscode-languageserver";
import { complete } from "../../service/completion";
import { documentHandler, type ServerContext } from "../context";

export const COMPLETION_TRIGGERS = [" ", "[", "/", "%"];

export function registerCompletion(context: ServerContext): void {
  context.connection.onCompletion(
    documentHandler(
      context,
      "completion",
      [] as CompletionItem[],
      ({ document }, { position, context: cause }: CompletionParams) =>
        complete(document, position, context.client.completion, cause?.triggerCharacter),
    ),
  );
}
