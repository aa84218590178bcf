import type { Hover, HoverParams } from "vscode-languageserver";
import { hover } from "../../service/hover";
import { documentHandler, type ServerContext } from "../context";

export function registerHover(context: ServerContext): void {
  context.connection.onHover(
    documentHandler(
      context,
      "hover",
      null as Hover | null,
      async ({ uri, document }, { position }: HoverParams, signal) => {
        const checked = await context.documents.check(uri, signal);
        return hover(document, position, checked?.findings ?? [], context.client.markdownHover) ?? null;
      },
    ),
  );
}
