import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import { sign } from "aws4";

import { LiveFailure } from "../../server/src/live/failure";
import { type ProofInput, signProof } from "../../server/src/live/proof";
import { Secret } from "../../server/src/live/secret";
import fc from "../support/property";

const CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";
const BODY = "Action=GetCallerIdentity&Version=2011-06-15";

/** Inputs of the Agent's own test (`aws_signature_test.go`); the keys are AWS's documentation examples. */
const GOLDEN: ProofInput = {
  credentials: {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    sessionToken: new Secret("FwoGZXIvYXdzEExampleSessionToken"),
    expiresAt: undefined,
  },
  orgUuid: "11111111-2222-3333-4444-555555555555",
  region: undefined,
  time: new Date("2026-08-05T12:34:56Z"),
  userAgent: "datadog-agent/7.80.0",
};

describe("proof", () => {
  it("is the Agent's, byte for byte", () => {
    const { body, headers, method, url } = parts(signProof(GOLDEN).value);
    assert.equal(body, BODY);
    assert.equal(method, "POST");
    assert.equal(url, "https://sts.amazonaws.com");
    assert.deepEqual(headers, {
      Authorization: [
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260805/us-east-1/sts/aws4_request, SignedHeaders=content-length;content-type;host;x-amz-date;x-amz-security-token;x-ddog-org-id, Signature=3c567cb74f09e429570dae6682df7b08d094e3025394a08df8e92ab225fc2006",
      ],
      "Content-Type": [CONTENT_TYPE],
      Host: ["sts.amazonaws.com"],
      "User-Agent": ["datadog-agent/7.80.0"],
      "X-Amz-Date": ["20260805T123456Z"],
      "X-Amz-Security-Token": ["FwoGZXIvYXdzEExampleSessionToken"],
      "X-Ddog-Org-Id": ["11111111-2222-3333-4444-555555555555"],
    });
  });

  it("agrees with an independent signer", () => {
    fc.assert(
      fc.property(
        fc.record({
          id: fc.stringMatching(/^[A-Z0-9]{16,32}$/),
          secret: fc.string({ minLength: 1, maxLength: 60 }),
          token: fc.option(fc.stringMatching(/^[A-Za-z0-9+/=]{1,400}$/), { nil: undefined }),
          org: fc.uuid(),
          region: fc.option(fc.constantFrom("us-east-1", "eu-west-3", "us-gov-west-1"), { nil: undefined }),
          time: fc.date({ min: new Date("2020-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
        }),
        ({ id, secret, token, org, region, time }) => {
          const proof = signProof({
            ...GOLDEN,
            credentials: {
              accessKeyId: id,
              secretAccessKey: new Secret(secret),
              sessionToken: token === undefined ? undefined : new Secret(token),
              expiresAt: undefined,
            },
            orgUuid: org,
            region,
            time,
          });
          const { headers } = parts(proof.value);
          const request = sign(
            {
              service: "sts",
              region: region ?? "us-east-1",
              host: proof.host,
              method: "POST",
              path: "/",
              body: BODY,
              headers: {
                "Content-Type": CONTENT_TYPE,
                "X-Amz-Date": headers["X-Amz-Date"]?.[0] ?? "",
                "x-ddog-org-id": org,
              },
            },
            {
              accessKeyId: id,
              secretAccessKey: secret,
              ...(token === undefined ? {} : { sessionToken: token }),
            },
          );
          assert.equal(headers.Authorization?.[0], request.headers.Authorization);
        },
      ),
    );
  });

  it("leaves the session token out when there is none", () => {
    const { credentials } = GOLDEN;
    const proof = signProof({ ...GOLDEN, credentials: { ...credentials, sessionToken: undefined } });
    assert.ok(!proof.headerNames.includes("X-Amz-Security-Token"));
    assert.ok(!proof.signedHeaders.includes("x-amz-security-token"));
  });

  it("is refused without an organization or credentials, as by the Agent", () => {
    const { credentials } = GOLDEN;
    const kindOf = (input: ProofInput) => {
      try {
        signProof(input);
        return undefined;
      } catch (error) {
        return error instanceof LiveFailure ? error.kind : error;
      }
    };
    assert.equal(kindOf({ ...GOLDEN, orgUuid: "" }), "configuration");
    assert.equal(kindOf({ ...GOLDEN, credentials: { ...credentials, accessKeyId: "" } }), "credentials");
    assert.equal(
      kindOf({ ...GOLDEN, credentials: { ...credentials, secretAccessKey: new Secret("") } }),
      "credentials",
    );
  });

  it("shows nothing that could be used", () => {
    const proof = signProof(GOLDEN);
    const shown = [
      JSON.stringify(proof),
      inspect(proof, { depth: 9 }),
      `${proof.value}`,
      proof.redacted,
    ].join("\n");
    assert.doesNotMatch(shown, /3c567cb7|FwoGZX|wJalr/);
    assert.match(proof.redacted, /Signature=\[signature\]/);
    assert.match(proof.redacted, /"X-Amz-Security-Token": \[\s*"\[session token\]"/);
  });
});

function parts(proof: Secret) {
  const [body = "", headers = "", method, url = ""] = proof.reveal().split("|");
  const decode = (text: string) => Buffer.from(text, "base64").toString("utf8");
  return {
    body: decode(body),
    headers: JSON.parse(decode(headers)) as Record<string, string[]>,
    method,
    url: decode(url),
  };
}
