import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Sandbox, startSandbox } from "../../server/src/sandbox/index";
import { API_KEY, APP_KEY, USER } from "../../server/src/sandbox/known";
import { type ProofChange, proofHeader } from "../support/proof";
import { ask } from "../support/request";
import { signSts } from "../support/sts-request";

/** The time of the Agent's own golden test. */
const NOW = new Date("2026-08-05T12:34:56Z");
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

describe("sandbox: proof exchange", () => {
  let sandbox: Sandbox;
  let time = () => NOW;
  before(async () => {
    sandbox = await startSandbox({ now: () => time() });
  });
  after(() => sandbox.close());

  const send = (path: string, authorization: string) =>
    ask(`${sandbox.url}/api/v2/${path}`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
    });
  const exchange = (change: ProofChange = {}, path = "intake-key") =>
    send(path, proofHeader({ date: NOW, ...change }));

  async function refused(change: ProofChange, status: number, detail: RegExp, path?: string): Promise<void> {
    const asked = await exchange(change, path);
    assert.equal(asked.status, status, asked.body);
    const { errors } = JSON.parse(asked.body);
    assert.match(errors[0].detail, detail);
    assert.equal(errors[0].status, String(status));
  }

  const assume = async (role: string) => {
    const { sts } = sandbox.directory;
    const form = { Action: "AssumeRole", Version: "2011-06-15", RoleArn: role, RoleSessionName: "session" };
    const sent = new URLSearchParams(form).toString();
    const headers = signSts({ host: new URL(sts).host, date: NOW, body: sent });
    const { body } = await ask(sts, { method: "POST", headers, body: sent });
    const element = (name: string) => new RegExp(`<${name}>([^<]+)`).exec(body)?.[1] ?? "";
    return {
      accessKeyId: element("AccessKeyId"),
      secretAccessKey: element("SecretAccessKey"),
      sessionToken: element("SessionToken"),
    };
  };

  it("accepts the Agent's golden proof", async () => {
    const authorization =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260805/us-east-1/sts/aws4_request, SignedHeaders=content-length;content-type;host;x-amz-date;x-amz-security-token;x-ddog-org-id, Signature=3c567cb74f09e429570dae6682df7b08d094e3025394a08df8e92ab225fc2006";
    const { status, body } = await exchange({ headersAfter: (headers) => ({ ...headers, authorization }) });
    assert.equal(status, 200);
    assert.match(JSON.parse(body).data.attributes.api_key, /^[0-9a-f]{32}$/);
  });

  it("gives the same managed key again, for a regional host too", async () => {
    const keys = new Set<string>();
    for (const change of [{}, { host: "sts.eu-west-1.amazonaws.com", region: "eu-west-1" }])
      keys.add(JSON.parse((await exchange(change)).body).data.attributes.api_key);
    assert.equal(keys.size, 1);
    assert.ok(!keys.has(API_KEY));
  });

  it("takes header names in any case, and Content-Length among them", async () => {
    const { status } = await exchange({
      headersAfter: ({ host = "", ...headers }) => ({ ...headers, Host: host, "Content-Length": "43" }),
    });
    assert.equal(status, 200);
  });

  it("refuses what has not the layout of a proof", async () => {
    const cases: readonly (readonly [ProofChange, RegExp])[] = [
      [{ fields: ([a = "", b = "", c = ""]) => [a, b, c] }, /3 fields instead of 4/],
      [{ fields: ([a = "", b = "", , d = ""]) => [a, b, "UE9TVA==", d] }, /method .* is not POST/],
      [{ fields: ([a = "", ...rest]) => [a.replace(/=+$/, ""), ...rest] }, /padded base64/],
      [{ fields: ([, ...rest]) => ["QWN0aW9u", ...rest] }, /body .* is not that of GetCallerIdentity/],
      [{ fields: ([a = "", , c = "", d = ""]) => [a, "e30K", c, d] }, /Host header .* differs/],
      [{ fields: ([a = "", , c = "", d = ""]) => [a, "W10=", c, d] }, /not a JSON object/],
      [{ url: "https://sts.amazonaws.com/" }, /URL .* is not that of an AWS STS endpoint/],
      [{ host: "sts.amazonaws.com.evil.example" }, /not that of an AWS STS endpoint/],
      [{ host: "sts.us-est-1.amazonaws.com" }, /not that of an AWS STS endpoint/],
      [{ host: "sts.cn-north-1.amazonaws.com" }, /not that of an AWS STS endpoint/],
      [
        { headersAfter: (all) => ({ ...all, host: "sts.eu-west-1.amazonaws.com" }) },
        /Host header .* differs/,
      ],
      [{ headers: { "content-type": "text/plain" } }, /Content-Type/],
    ];
    for (const [change, detail] of cases) await refused(change, 401, detail);
    for (const header of ["", "Bearer x", "Delegated", "Delegated a b"])
      assert.equal((await send("intake-key", header)).status, 401);
  });

  it("refuses a signature that does not hold", async () => {
    await refused({ secretAccessKey: "wrong" }, 401, /SignatureDoesNotMatch/);
    await refused({ region: "eu-west-1" }, 401, /scoped to a valid region, not 'eu-west-1'/);
    await refused({ date: minutes(-16) }, 401, /Signature expired/);
    await refused({ accessKeyId: "AKIAIOSFODNN8EXAMPLE" }, 401, /InvalidClientTokenId/);
    await refused({ sessionToken: undefined }, 401, /InvalidClientTokenId/);
    const org = "99999999-2222-3333-4444-555555555555";
    await refused({ headersAfter: (all) => ({ ...all, "x-ddog-org-id": org }) }, 401, /SignatureDoesNot/);
  });

  it("refuses a proof for no organization, an unsigned one or another", async () => {
    await refused({ org: null }, 401, /x-ddog-org-id is missing/);
    await refused({ org: "99999999-2222-3333-4444-555555555555" }, 401, /organization .* is not known/);
    const added = (all: Record<string, string>) => ({
      ...all,
      "x-ddog-org-id": "11111111-2222-3333-4444-555555555555",
    });
    await refused({ org: null, headersAfter: added }, 401, /x-ddog-org-id is not signed/);
  });

  it("names the identity that was verified but is not mapped, or not integrated", async () => {
    await refused(
      await assume("arn:aws:iam::123456789012:role/other"),
      403,
      /arn:aws:sts::123456789012:assumed-role\/other\/session was verified, but no identity mapping was found/,
    );
    await refused({ ...USER, sessionToken: undefined }, 403, /:user\/sandbox was verified, but no identity/);
    await refused(
      await assume("arn:aws:iam::111122223333:role/datadog-agent"),
      403,
      /AWS account 111122223333 is not integrated/,
    );
  });

  it("gives the API client a token, once its identity is mapped to an account", async () => {
    await refused({}, 403, /no identity mapping was found/, "delegated-token");
    await refused({ ...USER, sessionToken: undefined }, 401, /session token is required/, "delegated-token");
    const mappings = `${sandbox.url}/api/v2/cloud_auth/aws/persona_mapping`;
    const attributes = {
      account_identifier: "terraform@example.com",
      arn_pattern: "arn:aws:sts::123456789012:assumed-role/datadog-agent/*",
    };
    const created = await ask(mappings, {
      method: "POST",
      headers: { "dd-api-key": API_KEY, "dd-application-key": APP_KEY },
      body: JSON.stringify({ data: { type: "aws_cloud_auth_config", attributes } }),
    });
    assert.equal(created.status, 201, created.body);
    const { data } = JSON.parse((await exchange({}, "delegated-token")).body);
    assert.equal(data.type, "delegated_token");
    assert.equal(data.attributes.expires, String(minutes(15).getTime() / 1000));
    const token: string = data.attributes.access_token;
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    assert.equal(claims.sub, JSON.parse(created.body).data.attributes.account_uuid);
    const list = () => ask(mappings, { headers: { authorization: `Bearer ${token}` } });
    assert.equal((await list()).status, 200);
    time = () => minutes(16);
    assert.equal((await list()).status, 403);
    time = () => NOW;
  });
});
