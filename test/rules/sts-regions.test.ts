import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isCommercialRegion, judgeStsRegion } from "../../server/src/rules/support/sts-regions";

describe("regions whose STS host the Agent can build", () => {
  const table: readonly [string, string, string?][] = [
    ["us-east-1", "listed"],
    ["us-gov-west-1", "listed"],
    ["cn-northwest-1", "other-suffix"],
    ["us-iso-east-1", "other-suffix"],
    ["eusc-de-east-1", "other-suffix"],
    ["eu-north-9", "unlisted", "eu-north-1"],
    ["us-est-1", "malformed", "us-east-1"],
    ["us-east-1a", "malformed", "us-east-1"],
    ["US-East-1", "malformed", "us-east-1"],
    ["us_west_2", "malformed", "us-west-2"],
    [" eu-west-3", "malformed", "eu-west-3"],
    ["useast1", "malformed", "us-east-1"],
    ["aws-global", "malformed"],
    ["Frankfurt", "malformed"],
    ["https://sts.us-east-1.amazonaws.com", "malformed"],
  ];
  for (const [name, verdict, similar] of table)
    it(`${name} is ${verdict}`, () => {
      const judged = judgeStsRegion(name);
      assert.equal(judged.is, verdict);
      if ("similar" in judged) assert.equal(judged.similar, similar);
    });

  it("the government partition is not the commercial one", () => {
    assert.ok(isCommercialRegion("eu-west-1") && !isCommercialRegion("us-gov-west-1"));
  });
});
