// `npm run release:check`: is what lies here fit to be published as the version in package.json?
// Every answer is printed; the exit code is 1 when one of them is no.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const { version } = manifest;
let failures = 0;

check("the version is one of semantic versioning without a suffix", () => /^\d+\.\d+\.\d+$/.test(version));
check("the manifest has what both marketplaces show", () =>
  missing(
    ["publisher", "displayName", "description", "license", "icon", "homepage", "categories", "keywords"],
    (name) => manifest[name]?.length > 0,
  ),
);
check("repository and bugs have addresses", () =>
  missing(["repository", "bugs"], (name) => /^(?:git\+)?https:/.test(manifest[name]?.url ?? "")),
);
check(
  "the licence is here, and is the one that the manifest names",
  () =>
    manifest.license === "Apache-2.0" &&
    /Apache License\s+Version 2\.0/.test(readFileSync("LICENSE", "utf8")),
);
check("the icon is a PNG of at least 128 by 128 pixels", () => {
  const icon = readFileSync(manifest.icon);
  const [width, height] = [icon.readUInt32BE(16), icon.readUInt32BE(20)];
  return icon.toString("latin1", 1, 4) === "PNG" && width === height && width >= 128;
});
check("CHANGELOG.md begins with this version", () => {
  const [newest] = readFileSync("CHANGELOG.md", "utf8").match(/(?<=^## )\S+/m) ?? [];
  return newest === version || `its first entry is ${newest}`;
});
check("every picture and file that README.md names by path is here", () =>
  missing(pathsIn("README.md"), (path) => existsSync(path)),
);
check("README.md shows its pictures by path, so that a release keeps its own", () =>
  missing(
    [...readFileSync("README.md", "utf8").matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => path),
    (path) => !/^https?:/.test(path),
  ),
);
check("nothing is changed and not committed", () => {
  const status = git("status", "--porcelain");
  return status === "" || `\n${status}`;
});
check(`there is no tag v${version} elsewhere than here`, () => {
  const tag = spawnSync("git", ["rev-parse", "-q", "--verify", `v${version}^{commit}`], { encoding: "utf8" });
  return tag.status !== 0 || tag.stdout.trim() === git("rev-parse", "HEAD");
});
check("two builds give the same VSIX, byte for byte", () => {
  const [first, second] = [packedDigest(), packedDigest()];
  return first === second || `${first} and ${second}`;
});

console.log(
  failures === 0 ? `\n${version} can be published: see docs/publishing.md.` : `\n${failures} to mend.`,
);
process.exitCode = failures === 0 ? 0 : 1;

/** @param test answers true, or false or what is wrong; throwing counts as no */
function check(name, test) {
  let answer;
  try {
    answer = test();
  } catch (error) {
    answer = error.message;
  }
  if (answer !== true) failures++;
  console.log(`${answer === true ? "✔" : "✖"} ${name}${typeof answer === "string" ? `: ${answer}` : ""}`);
}

function missing(names, isThere) {
  const absent = names.filter((name) => !isThere(name));
  return absent.length === 0 || absent.join(", ");
}

/** Targets of links and pictures that are no addresses, without their anchors. */
function pathsIn(file) {
  const links = [...readFileSync(file, "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)|(?:src|srcset)="([^"]+)"/g)];
  return links.map(([, link, source]) => link ?? source).filter((path) => !/^[a-z]+:/.test(path));
}

/** Builds from nothing and packs with the time of the commit. */
function packedDigest() {
  const folder = mkdtempSync(join(tmpdir(), "ddconf-release-"));
  try {
    const file = join(folder, "ddconf.vsix");
    rmSync("dist", { recursive: true, force: true });
    execFileSync(process.execPath, ["scripts/package.mjs", "--out", file], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, SOURCE_DATE_EPOCH: git("log", "-1", "--format=%ct") },
    });
    console.log(`  ${(statSync(file).size / 1000).toFixed(0)} kB`);
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function git(...args) {
  return execFileSync("git", args, { encoding: "utf8" }).trim();
}
