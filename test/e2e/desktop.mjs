import { fileURLToPath } from "node:url";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { provision } from "./provision.mjs";
import { Skip } from "./skip.mjs";

/**
 * Path of the program that runs a suite: `VSCODE_EXECUTABLE`, on Linux x64 the provisioned VS Code behind the
 * arguments of the desktop program, elsewhere a desktop VS Code that is downloaded.
 *
 * @throws {Skip} where there is none
 */
export async function vscodeExecutable() {
  const given = process.env.VSCODE_EXECUTABLE;
  if (given) return given;
  if (process.platform === "linux" && process.arch === "x64") {
    await provision();
    return fileURLToPath(new URL("executable.mjs", import.meta.url));
  }
  try {
    return await downloadAndUnzipVSCode();
  } catch (error) {
    throw new Skip(`VS Code could not be downloaded: ${error.message}`);
  }
}
