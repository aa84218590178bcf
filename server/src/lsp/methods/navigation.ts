import type {
  DefinitionParams,
  DocumentHighlight,
  DocumentHighlightParams,
  Location,
  ReferenceParams,
} from "vscode-languageserver";
import type { Place } from "../../rules/facts";
import { definitions, references } from "../../service/navigation";
import { documentHandler, type ServerContext } from "../context";
import type { Opened } from "../documents";
import { pathKey } from "../uri";

/** Ways between a login and what the cloud side says of it, in whatever file that is. */
export function registerNavigation(context: ServerContext): void {
  const { connection, workspace } = context;
  const find = (
    search: typeof definitions,
    opened: Opened,
    position: DefinitionParams["position"],
  ): Place[] => {
    workspace.put(opened);
    return search(workspace.facts(), pathKey(opened.uri), opened.document.lines.offset(position));
  };
  const locations = (places: readonly Place[]): Location[] =>
    places.flatMap(({ path, span }) => {
      const file = workspace.locate(path);
      return file ? [{ uri: file.uri, range: file.lines.range(span) }] : [];
    });
  connection.onDefinition(
    documentHandler(context, "definition", [] as Location[], (opened, { position }: DefinitionParams) =>
      locations(find(definitions, opened, position)),
    ),
  );
  connection.onReferences(
    documentHandler(context, "references", [] as Location[], (opened, { position }: ReferenceParams) =>
      locations(find(references, opened, position)),
    ),
  );
  connection.onDocumentHighlight(
    documentHandler(
      context,
      "document highlight",
      [] as DocumentHighlight[],
      (opened, { position }: DocumentHighlightParams) => {
        const own = find(references, opened, position).filter(({ path }) => path === pathKey(opened.uri));
        // for a name that stands alone, the editor's own search for the word does better
        return own.length < 2 ? [] : own.map(({ span }) => ({ range: opened.document.lines.range(span) }));
      },
    ),
  );
}
