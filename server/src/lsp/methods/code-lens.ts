import { type CodeLens, type CodeLensParams, CodeLensRefreshRequest } from "vscode-languageserver";
import { codeLenses } from "../../service/code-lenses";
import { documentHandler, type ServerContext } from "../context";

/** @returns makes the editor ask again where the settings have changed */
export function registerCodeLens(context: ServerContext): () => void {
  const { connection, client, runtime } = context;
  const commands = {
    // a browser has nothing to run them with
    live: runtime.live !== undefined && (client.liveCommands || (client.trusted && client.executesCommands)),
    generate: client.executesCommands,
    match: client.asksForCaller,
  };
  connection.onCodeLens(
    documentHandler(
      context,
      "code lenses",
      [] as CodeLens[],
      ({ uri, document, file }, _params: CodeLensParams, signal) =>
        file.extras.codeLens ? codeLenses(document, uri, file.settings, commands, signal) : [],
    ),
  );
  return () => {
    if (client.refreshesCodeLenses) connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
  };
}
