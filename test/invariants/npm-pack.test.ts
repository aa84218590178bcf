import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

describe("npm package", () => {
  const folder = mkdtempSync(join(tmpdir(), "ddconf-npm-"));
  const bin = join(folder, "node_modules", ".bin", "ddconf");
  const version: string = JSON.parse(readFileSync("package.json", "utf8")).version;
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("holds exactly the files of npm-files.txt", () => {
    const [packed]: Packed[] = JSON.parse(npm(["pack", "--json", "--pack-destination", folder]));
    assert.ok(packed);
    const wanted = readFileSync("test/invariants/npm-files.txt", "utf8").trim().split("\n");
    assert.deepEqual(packed.files.map(({ path }) => path).sort(), wanted);
  });

  it("installs without the network and brings the command ddconf", () => {
    npm(["install", "--offline", "--no-save", "--prefix", folder, join(folder, `ddconf-${version}.tgz`)]);
    assert.match(execFileSync(bin, ["--version"], { encoding: "utf8" }), new RegExp(`\\b${version}\\b`));
  });

  it("checks files far from the project", () => {
    const work = join(folder, "work");
    mkdirSync(work);
    for (const name of ["good", "broken"]) cpSync(`examples/${name}`, join(work, name), { recursive: true });
    const check = (path: string) => spawnSync(bin, ["check", path], { cwd: work, encoding: "utf8" });
    const good = check("good");
    assert.equal(good.status, 0, good.stdout + good.stderr);
    const broken = check("broken");
    assert.equal(broken.status, 1, broken.stdout + broken.stderr);
    assert.match(broken.stdout, /schema\/unknown-key/);
  });
});

/** Runs npm without the scripts of the package: dist/ is built already. */
function npm(args: readonly string[]): string {
  return execFileSync("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
}
