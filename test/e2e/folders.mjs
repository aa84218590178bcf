import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atExit } from "./cleanup.mjs";

/** A new folder for one run, removed when the process ends. Its path is short: there will be sockets in it. */
export function runFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ddconf-e2e-")));
  atExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}
