import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { quote } from "../../server/src/live/aws/quote";
import { stsEndpoint } from "../../server/src/live/aws/sts";
import { Secret } from "../../server/src/live/secret";

const REAL = { sandbox: undefined };

describe("the STS that is asked", () => {
  it("is that of the region, under the domain of its partition", () => {
    assert.equal(stsEndpoint(undefined, REAL).url, "https://sts.amazonaws.com");
    assert.equal(stsEndpoint(undefined, REAL).signingRegion, "us-east-1");
    assert.equal(stsEndpoint("eu-west-1", REAL).url, "https://sts.eu-west-1.amazonaws.com");
    assert.equal(stsEndpoint("us-gov-west-1", REAL).url, "https://sts.us-gov-west-1.amazonaws.com");
    assert.equal(stsEndpoint("cn-north-1", REAL).url, "https://sts.cn-north-1.amazonaws.com.cn");
  });

  it("is no other host, whatever a region is said to be", () => {
    for (const region of [
      "example.com/",
      "eu-west-1.example.com",
      "x@example.com",
      "eu-west-1#",
      "",
      "EU-WEST-1",
      "a b",
    ])
      assert.throws(() => stsEndpoint(region, REAL), { kind: "configuration" }, region);
  });
});

describe("what STS says, fit to be shown", () => {
  it("keeps the first sentence and drops what was sent", () => {
    const token = new Secret("FwoGZXIvYXdzEExampleSessionToken");
    const said = `The signature does not match.\n\nThe Canonical String for this request should have been\n'POST\nx-amz-security-token:${token.reveal()}'`;
    assert.equal(quote(said, [token]), "The signature does not match.");
    assert.equal(quote(`Token ${token.reveal()} is bad`, [token]), "Token [secret] is bad");
    assert.equal(quote("See https://example.com/a?token=1 for more"), "See https://example.com/a for more");
    assert.equal(quote(`Bad ${"a1".repeat(80)}`), "Bad […]");
    assert.equal(quote(""), undefined);
    assert.equal(quote("word ".repeat(200))?.length, 401);
  });
});
