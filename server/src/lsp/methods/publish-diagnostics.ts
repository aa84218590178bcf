import { ResponseError } from "vscode-languageserver";
import { toDiagnostics } from "../../service/diagnostics";
import { logFailure, type ServerContext } from "../context";
import { Debounce } from "../debounce";

/** Typing pauses shorter than this cause no check. */
const QUIET_MILLISECONDS = 50;

/**
 * Diagnostics for editors that wait for them. Only the newest version of a text is ever reported.
 *
 * @returns checks documents again: every open one, or those that are named
 */
export function registerPublishDiagnostics(context: ServerContext): (uris?: readonly string[]) => void {
  const { texts, documents, connection } = context;
  const debounce = new Debounce(context.runtime);
  /** Documents that the editor shows diagnostics of. */
  const shown = new Set<string>();

  const publish = async (uri: string): Promise<void> => {
    try {
      const signal = documents.signalOf(uri);
      const checked = await documents.check(uri, signal);
      signal.throwIfAborted();
      if (
        !checked ||
        (checked.findings.length === 0 && !shown.has(uri) && checked.document.regions.length === 0)
      )
        return;
      const { document, version, findings, across } = checked;
      const diagnostics = toDiagnostics(document, uri, version, findings, across.locate);
      if (diagnostics.length > 0) shown.add(uri);
      else shown.delete(uri);
      await connection.sendDiagnostics({ uri, version, diagnostics });
    } catch (error) {
      if (!(error instanceof ResponseError)) logFailure(connection, "diagnostics", error);
    }
  };

  const opened = new Set<string>();
  texts.onDidChangeContent(({ document: { uri } }) => {
    // the first text of a document is checked at once: nobody is typing yet
    debounce.schedule(uri, opened.has(uri) ? QUIET_MILLISECONDS : 0, () => void publish(uri));
    opened.add(uri);
  });
  texts.onDidClose(({ document: { uri } }) => {
    opened.delete(uri);
    debounce.callOff(uri);
    if (shown.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  return (uris = documents.uris()) => {
    for (const uri of uris) debounce.schedule(uri, 0, () => void publish(uri));
  };
}
