import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { withExclude } from "../../server/src/service/switch-off";

describe("leaving a file out", () => {
  const cases: readonly [name: string, before: string | undefined, after: string | undefined][] = [
    ["in a new file", undefined, "exclude:\n  - a/conf.yaml\n"],
    ["in a file of comments", "# ours", "# ours\nexclude:\n  - a/conf.yaml\n"],
    ["beside other settings", "site: datadoghq.eu\n", "site: datadoghq.eu\nexclude:\n  - a/conf.yaml\n"],
    ["behind what is left out", "exclude:\n- b # why\n", "exclude:\n- b # why\n- a/conf.yaml\n"],
    ["at the very end", "exclude:\n  - b", "exclude:\n  - b\n  - a/conf.yaml"],
    [
      "before what follows",
      "exclude:\r\n  - b\r\nsite: x\r\n",
      "exclude:\r\n  - b\r\n  - a/conf.yaml\r\nsite: x\r\n",
    ],
    ["in brackets", "exclude: [b]\n", "exclude: [b, a/conf.yaml]\n"],
    ["not in a single glob", "exclude: b\n", undefined],
    ["not in a broken file", "exclude: [b\n", undefined],
  ];
  for (const [name, before, after] of cases)
    it(name, () => assert.equal(withExclude(before, "a/conf.yaml"), after));

  it("in quotes where the name needs them", () =>
    assert.equal(withExclude(undefined, "#a b.yaml"), 'exclude:\n  - "#a b.yaml"\n'));
});
