import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

const PERMISSIVE = /^(?:MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|BlueOak-1\.0\.0)$/;

interface Bundled {
  readonly name: string;
  readonly license?: string;
}

describe("licences", () => {
  const bundled: Bundled[] = JSON.parse(readFileSync("dist/bundled-packages.json", "utf8"));

  it("the bundles hold only packages with permissive licences", () => {
    assert.ok(bundled.length > 0);
    assert.deepEqual(
      bundled.filter(({ license }) => !PERMISSIVE.test(license ?? "")).map(({ name }) => name),
      [],
    );
  });

  it("THIRD_PARTY_NOTICES.md is what `npm run notices` writes", () => {
    const check = ["scripts/third-party-notices.mjs", "--check"];
    const { status, stderr } = spawnSync(process.execPath, check, { encoding: "utf8" });
    assert.equal(status, 0, stderr);
  });

  it("everything is bundled, so there are no run-time dependencies", () => {
    assert.equal(JSON.parse(readFileSync("package.json", "utf8")).dependencies, undefined);
  });
});
