import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { it } from "node:test";

it("docs/rules.md is what the rules and their pages say", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/build-docs.mjs", "--check"], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
});
