import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../exit-code";

/** `ddconf lsp`: the language server, from the bundle beside this one. It ends the process itself. */
export function lsp(): void {
  const server = join(__dirname, "server.js");
  if (!existsSync(server)) throw new UsageError(`the language server is missing: ${server} does not exist.`);
  // the server reads its transport from the arguments
  if (!process.argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)\b/.test(argument)))
    process.argv.push("--stdio");
  require(server);
}
