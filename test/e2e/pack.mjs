import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/** Packs the build as it is; returns the path of the package. */
export function packVsix() {
  const vsix = resolve("dist/ddconf.vsix");
  execFileSync(process.execPath, ["scripts/package.mjs", "--no-build", "--out", vsix], { stdio: "pipe" });
  return vsix;
}
