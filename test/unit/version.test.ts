import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { liesBelow, NEWEST_AGENT, parseVersionRange, reachesBelow } from "../../server/src/config/version";

describe("version ranges", () => {
  const table: readonly [range: string, version: string, reaches: boolean, lies: boolean][] = [
    ["7.70", "7.70", false, false],
    ["7.70", "7.70.1", true, false],
    ["7.69", "7.70", true, true],
    ["7", "7.70", true, false],
    [">=7.60", "7.70", true, false],
    [">=7.60 <7.70", "7.70", true, true],
    [">=7.60, <=7.70", "7.70", true, false],
    ["> 7.69", "7.70", false, false],
    [">7.69.1", "7.69.2", false, false],
    ["<7.70.2", "7.70.2", true, true],
    ["<8", "8", true, true],
    ["v7.70.1", "7.70.2", true, true],
    ["7.70.x", "7.71", true, true],
  ];
  for (const [text, version, reaches, lies] of table) {
    it(`${text} and ${version}`, () => {
      const range = parseVersionRange(text);
      assert.ok(range);
      assert.deepEqual([reachesBelow(range, version), liesBelow(range, version)], [reaches, lies]);
    });
  }

  it("takes the newest Agent for newer than anything", () => {
    assert.equal(reachesBelow(NEWEST_AGENT, "99.0.0"), false);
  });

  for (const text of ["", "latest", ">=", "7.x.y.z", ">7.70 <7.60", "=>7.70"])
    it(`${text || "(empty)"} is no range`, () => assert.equal(parseVersionRange(text), undefined));
});
