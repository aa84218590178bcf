import type { InlayHint, InlayHintParams } from "vscode-languageserver";
import { inlayHints } from "../../service/inlay-hints";
import { documentHandler, type ServerContext } from "../context";

/** @returns makes the editor ask again where the settings have changed */
export function registerInlayHint(context: ServerContext): () => void {
  const { connection, client } = context;
  connection.languages.inlayHint.on(
    documentHandler(
      context,
      "inlay hints",
      [] as InlayHint[],
      ({ document, file }, { range }: InlayHintParams, signal) =>
        file.extras.inlayHints ? inlayHints(document, file.settings, range, signal) : [],
    ),
  );
  return () => {
    if (client.refreshesInlayHints) connection.languages.inlayHint.refresh().catch(() => {});
  };
}
