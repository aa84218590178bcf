import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** Signals are aborted with the answer that the request then gets. */
export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}

export function outdated(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, "The document has changed.");
}

/** Aborted when the editor cancels the request, or the version of the text that it is about is over. */
export function requestSignal(token: CancellationToken, version: AbortSignal): AbortSignal {
  const request = new AbortController();
  if (token.isCancellationRequested) request.abort(cancelled());
  token.onCancellationRequested(() => request.abort(cancelled()));
  return AbortSignal.any([request.signal, version]);
}
