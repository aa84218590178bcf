import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Sandbox, startSandbox } from "../../server/src/sandbox/index";
import { STATIC, USER } from "../../server/src/sandbox/known";
import { type Asked, ask } from "../support/request";
import { IDENTITY_BODY, type Signing, signSts } from "../support/sts-request";

const NOW = new Date("2026-08-05T12:34:56Z");
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

describe("sandbox: STS", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ now: () => NOW });
  });
  after(() => sandbox.close());

  async function post(
    signing: Partial<Signing>,
    change: Record<string, string> = {},
    body = signing.body ?? IDENTITY_BODY,
  ): Promise<Asked> {
    const headers = signSts({ host: new URL(sandbox.directory.sts).host, date: NOW, ...signing });
    return ask(sandbox.directory.sts, {
      method: "POST",
      headers: { ...headers, "content-length": String(body.length), ...change },
      body,
    });
  }

  const refused = async (asked: Promise<Asked>, status: number, code: string, text: RegExp) => {
    const { status: found, body } = await asked;
    assert.equal(found, status, body);
    assert.match(body, new RegExp(`<Code>${code}</Code><Message>[^<]*${text.source}`));
  };

  it("accepts a right signature and says who the caller is", async () => {
    const { status, body, headers } = await post({});
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "text/xml");
    assert.match(body, /<Arn>arn:aws:sts::123456789012:assumed-role\/datadog-agent\/i-0123456789abcdef0</);
    assert.match(body, /<Account>123456789012<\/Account>/);
  });

  it("accepts the key of a user, which has no session token", async () => {
    const { body } = await post({ ...USER, sessionToken: undefined });
    assert.match(body, /<Arn>arn:aws:iam::123456789012:user\/sandbox</);
  });

  it("accepts further signed headers, in any region that there is", async () => {
    const { status } = await post({ region: "eu-west-1", headers: { "user-agent": "test", "x-a": "b" } });
    assert.equal(status, 200);
  });

  it("accepts a clock that is off by less than 15 minutes", async () => {
    for (const off of [-14, 14]) assert.equal((await post({ date: minutes(off) })).status, 200);
  });

  it("refuses a wrong secret", () =>
    refused(post({ secretAccessKey: "wrong" }), 403, "SignatureDoesNotMatch", /calculated does not match/));

  it("refuses what was changed after signing", async () => {
    for (const change of [{ "content-type": "text/plain" }, { "x-amz-target": "added, and not signed" }])
      await refused(post({}, change), 403, "SignatureDoesNotMatch", /does not match/);
    const other = IDENTITY_BODY.replace("2011-06-15", "2011-06-15&A=1");
    await refused(post({}, {}, other), 403, "SignatureDoesNotMatch", /does not match/);
    const hash = { "x-amz-content-sha256": "0".repeat(64) };
    await refused(post({ headers: hash }), 403, "SignatureDoesNotMatch", /does not match/);
  });

  it("refuses a wrong scope", async () => {
    await refused(post({ region: "us-est-1" }), 403, "SignatureDoesNotMatch", /scoped to a valid region/);
    await refused(post({ service: "rds" }), 403, "SignatureDoesNotMatch", /correct service: 'sts'/);
    const headers = signSts({ host: "x", date: minutes(-24 * 60) });
    await refused(
      post({}, { authorization: headers.authorization ?? "" }),
      403,
      "SignatureDoesNotMatch",
      /Date in Credential scope does not match/,
    );
  });

  it("refuses a date that is too old or too new", async () => {
    await refused(
      post({ date: minutes(-16) }),
      403,
      "SignatureDoesNotMatch",
      /Signature expired: 20260805T121856Z is now earlier than 20260805T121956Z \(20260805T123456Z - 15 min\.\)/,
    );
    await refused(post({ date: minutes(16) }), 403, "SignatureDoesNotMatch", /Signature not yet current/);
  });

  it("refuses an unknown key, and a known one with a wrong or no session token", async () => {
    for (const wrong of [
      { accessKeyId: "AKIAIOSFODNN8EXAMPLE" },
      { sessionToken: "other" },
      { sessionToken: undefined },
      { ...USER, sessionToken: STATIC.sessionToken },
    ])
      await refused(
        post(wrong),
        403,
        "InvalidClientTokenId",
        /security token included in the request is inv/,
      );
  });

  it("refuses what is not signed, or not completely", async () => {
    const plain = ask(sandbox.directory.sts, { method: "POST", body: IDENTITY_BODY });
    await refused(plain, 403, "MissingAuthenticationToken", /missing Authentication Token/);
    await refused(post({}, { authorization: "AWS4-HMAC-SHA256 x" }), 400, "IncompleteSignature", /requires/);
  });

  it("refuses an action that it does not know", () =>
    refused(post({ body: "Action=GetFederationToken&Version=2011-06-15" }), 400, "InvalidAction", /GetFed/));

  it("refuses web identity tokens that are none, or of somebody else", async () => {
    const role = encodeURIComponent("arn:aws:iam::123456789012:role/datadog-agent");
    const form = `Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=${role}&RoleSessionName=test`;
    const send = (token: string) =>
      ask(sandbox.directory.sts, { method: "POST", body: `${form}&WebIdentityToken=${token}` });
    await refused(send("nonsense"), 400, "InvalidIdentityToken", /not a valid JWT/);
    const foreign = ["{}", '{"aud":"sts.amazonaws.com"}', "x"].map((part) =>
      Buffer.from(part).toString("base64url"),
    );
    await refused(send(foreign.join(".")), 400, "InvalidIdentityToken", /verification key/);
  });
});
