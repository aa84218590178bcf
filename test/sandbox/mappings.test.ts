import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Sandbox, startSandbox } from "../../server/src/sandbox/index";
import { API_KEY, APP_KEY, READ_ONLY_APP_KEY } from "../../server/src/sandbox/known";
import { ask } from "../support/request";

const TYPES = { intake: "aws_cloud_auth_intake_mapping", persona: "aws_cloud_auth_config" };
const PATTERN = "arn:aws:sts::123456789012:assumed-role/other/*";

describe("sandbox: mappings", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  async function call(
    path: string,
    { method = "GET", body = "", appKey = APP_KEY, apiKey = API_KEY } = {},
  ): Promise<{ status: number; text: string }> {
    const { status, body: text } = await ask(`${sandbox.url}/api/v2/cloud_auth/aws/${path}`, {
      method,
      headers: { "dd-api-key": apiKey, "dd-application-key": appKey },
      body,
    });
    return { status, text };
  }
  const create = (
    kind: keyof typeof TYPES,
    arn_pattern: unknown,
    { appKey = APP_KEY, account_identifier = kind === "persona" ? "a@example.com" : undefined } = {},
  ) => {
    const data = { type: TYPES[kind], attributes: { arn_pattern, account_identifier } };
    return call(`${kind}_mapping`, { method: "POST", appKey, body: JSON.stringify({ data }) });
  };

  it("begins with one intake mapping, for the Agent's role", async () => {
    const { status, text } = await call("intake_mapping");
    const { data } = JSON.parse(text);
    assert.equal(status, 200);
    assert.deepEqual(
      data.map(({ type, attributes }: { type: string; attributes: object }) => ({ type, attributes })),
      [
        {
          type: TYPES.intake,
          attributes: { arn_pattern: "arn:aws:sts::123456789012:assumed-role/datadog-agent/*" },
        },
      ],
    );
    assert.deepEqual(JSON.parse((await call("persona_mapping")).text), { data: [] });
  });

  for (const kind of ["intake", "persona"] as const)
    it(`creates, shows and deletes ${kind} mappings`, async () => {
      const created = await create(kind, PATTERN);
      assert.equal(created.status, 201, created.text);
      const { data } = JSON.parse(created.text);
      assert.equal(data.attributes.arn_pattern, PATTERN);
      assert.equal("account_uuid" in data.attributes, kind === "persona");
      const path = `${kind}_mapping/${data.id}`;
      assert.deepEqual(JSON.parse((await call(path)).text), { data });
      const overlapping = await create(kind, PATTERN.replace("*", "session"));
      assert.equal(overlapping.status, 409);
      assert.match(overlapping.text, /overlaps with an existing mapping: .*other\/\*/);
      assert.deepEqual(await call(path, { method: "DELETE" }), { status: 204, text: "" });
      assert.equal((await call(path, { method: "DELETE" })).status, 404);
      assert.equal((await call(path)).status, 404);
    });

  it("refuses patterns that the service refuses, and takes some that match nobody", async () => {
    for (const bad of [
      "arn:aws:sts::123456789012:assumed-role/*/x",
      "arn:aws:sts::*:assumed-role/a/b",
      "arn:aws-cn:sts::123456789012:assumed-role/a/b",
      "x",
      7,
    ]) {
      const { status, text } = await create("intake", bad);
      assert.equal(status, 400);
      assert.match(text, /not a valid AWS ARN pattern/);
    }
    assert.equal((await create("intake", "arn:aws:iam::123456789012:role/agent")).status, 201);
  });

  it("refuses accounts that are not integrated, and bodies that are incomplete", async () => {
    const other = await create("intake", PATTERN.replace("123456789012", "111122223333"));
    assert.equal(other.status, 400);
    assert.match(other.text, /AWS account 111122223333 is not integrated/);
    for (const body of ["", "{", "[]", "{}", '{"data":{"type":"x","attributes":{}}}'])
      assert.equal((await call("intake_mapping", { method: "POST", body })).status, 400);
    assert.equal((await create("persona", PATTERN, { account_identifier: "" })).status, 400);
  });

  it("asks for both keys, and for the permission to change", async () => {
    assert.equal((await call("intake_mapping", { apiKey: "wrong" })).status, 403);
    assert.equal((await call("intake_mapping", { appKey: "wrong" })).status, 403);
    assert.equal((await call("intake_mapping", { appKey: READ_ONLY_APP_KEY })).status, 200);
    const { status, text } = await create("intake", PATTERN, { appKey: READ_ONLY_APP_KEY });
    assert.equal(status, 403);
    assert.match(text, /workload_identity_federation_config_write.*cloud_auth_config_write/);
  });

  it("knows no other path and no other method", async () => {
    assert.equal((await call("other_mapping")).status, 404);
    assert.equal((await call("intake_mapping", { method: "PUT" })).status, 405);
  });
});
