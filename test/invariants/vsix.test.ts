import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { zipEntries } from "../support/zip";

describe("VSIX", () => {
  const folder = mkdtempSync(join(tmpdir(), "ddconf-vsix-"));
  const vsix = join(folder, "ddconf.vsix");
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("is packed without a warning", () => {
    execFileSync(process.execPath, ["scripts/package.mjs", "--no-build", "--out", vsix], { stdio: "pipe" });
  });

  it("holds exactly the files of vsix-files.txt", () => {
    const wanted = readFileSync("test/invariants/vsix-files.txt", "utf8").trim().split("\n");
    assert.deepEqual(zipEntries(readFileSync(vsix)).sort(), wanted);
  });

  it("is smaller than 1 MB", () => assert.ok(statSync(vsix).size < 1_000_000));
});
