import type { Position } from "vscode-languageserver";
import { type PlacedSnippet, placeSnippet } from "../../service/place-snippet";
import { documentHandler, type ServerContext } from "../context";

export const PLACE_SNIPPET = "ddconf/placeSnippet";

interface PlaceSnippetParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
  readonly snippet: string;
}

type Answer = PlacedSnippet | false | null;

/**
 * Answers where a snippet of YAML belongs that the user asks for at a position: null when the document is no
 * Agent configuration, false when it has no place for the snippet.
 */
export function registerPlaceSnippet(context: ServerContext): void {
  context.connection.onRequest<Answer, void>(
    PLACE_SNIPPET,
    documentHandler(
      context,
      PLACE_SNIPPET,
      null as Answer,
      ({ document }, { position, snippet }: PlaceSnippetParams): Answer =>
        placeSnippet(document, position, snippet) ?? false,
    ),
  );
}
