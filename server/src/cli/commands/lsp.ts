import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../exit-code";

/** `ddconf lsp`: loads the language server from the bundle beside this one. It reads the arguments itself. */
export function lsp(): void {
  const server = join(__dirname, "server.js");
  if (!existsSync(server)) throw new UsageError(`the language server is missing: ${server} does not exist.`);
  require(server);
}
