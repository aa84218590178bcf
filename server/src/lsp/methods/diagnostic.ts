import {
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { toDiagnostics } from "../../service/diagnostics";
import { documentHandler, type ServerContext } from "../context";

const NOTHING: DocumentDiagnosticReport = { kind: "full", items: [] };

/**
 * Diagnostics for editors that ask for them.
 *
 * @returns makes the editor ask again
 */
export function registerDiagnostic(context: ServerContext): () => void {
  const { connection, client, documents } = context;
  const answer = documentHandler(
    context,
    "diagnostics",
    NOTHING,
    async (
      { uri },
      { previousResultId }: DocumentDiagnosticParams,
      signal,
    ): Promise<DocumentDiagnosticReport> => {
      const checked = await documents.check(uri, signal);
      if (!checked) return NOTHING;
      const { id, document, version, findings, across } = checked;
      if (id === previousResultId) return { kind: "unchanged", resultId: id };
      return {
        kind: "full",
        resultId: id,
        items: toDiagnostics(document, uri, version, findings, across.locate),
      };
    },
  );
  connection.languages.diagnostics.on(async (params, token) => {
    const report = await answer(params, token);
    if (!(report instanceof ResponseError)) return report;
    if (report.code !== LSPErrorCodes.ContentModified) throw report;
    // the answer that makes an editor ask again
    throw new ResponseError(LSPErrorCodes.ServerCancelled, report.message, { retriggerRequest: true });
  });
  return () => {
    // an editor that cannot refresh asks again at the next edit
    if (client.refreshesDiagnostics) connection.languages.diagnostics.refresh().catch(() => {});
  };
}
