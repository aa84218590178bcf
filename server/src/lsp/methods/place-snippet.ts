import type { Position } from "vscode-languageserver";
import { type PlacedSnippet, placeSnippet } from "../../service/place-snippet";
import { documentHandler, type ServerContext } from "../context";

export const PLACE_SNIPPET = "ddconf/placeSnippet";

interface PlaceSnippetParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
  readonly snippet: string;
}

/** Answers where a snippet of YAML belongs that the user asks for at a position; null where nothing tells. */
export function registerPlaceSnippet(context: ServerContext): void {
  context.connection.onRequest(
    PLACE_SNIPPET,
    documentHandler(
      context,
      PLACE_SNIPPET,
      null,
      ({ document }, { position, snippet }: PlaceSnippetParams): PlacedSnippet | null =>
        placeSnippet(document, position, snippet) ?? null,
    ),
  );
}
