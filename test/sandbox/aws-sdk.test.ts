import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import {
  fromContainerMetadata,
  fromHttp,
  fromInstanceMetadata,
  fromTokenFile,
} from "@aws-sdk/credential-providers";
import { type Credentials, type Sandbox, startSandbox } from "../../server/src/sandbox/index";
import { replaceEnv, restoreEnv } from "../support/env";
import { ask } from "../support/request";
import { IDENTITY_BODY, signSts } from "../support/sts-request";

type Provider = NonNullable<ConstructorParameters<typeof STSClient>[0]>["credentials"];

describe("sandbox: AWS SDK", () => {
  const open: Partial<Record<Credentials, Sandbox>> = {};
  let time = () => new Date();
  const sandboxOf = (mechanism: Credentials): Sandbox => {
    const sandbox = open[mechanism];
    assert.ok(sandbox);
    replaceEnv(sandbox.directory.environment);
    return sandbox;
  };
  before(async () => {
    for (const credentials of ["static", "irsa", "container", "imds"] as const)
      open[credentials] = await startSandbox({ credentials, now: () => time() });
  });
  afterEach(() => {
    restoreEnv();
    time = () => new Date();
  });
  after(async () => {
    for (const sandbox of Object.values(open)) await sandbox.close();
  });

  const callerArn = async (credentials?: Provider): Promise<string | undefined> => {
    const client = new STSClient({ maxAttempts: 1, ...(credentials && { credentials }) });
    try {
      return (await client.send(new GetCallerIdentityCommand({}))).Arn;
    } finally {
      client.destroy();
    }
  };

  it("says who the static credentials are, found by the SDK's own chain", async () => {
    sandboxOf("static");
    assert.equal(
      await callerArn(),
      "arn:aws:sts::123456789012:assumed-role/datadog-agent/i-0123456789abcdef0",
    );
  });

  it("gives credentials of an assumed role, which its STS knows until they expire", async () => {
    sandboxOf("static");
    const client = new STSClient({ maxAttempts: 1 });
    const assume = (role: string) =>
      client.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: "laptop", DurationSeconds: 900 }));
    const { Credentials: issued, AssumedRoleUser: user } = await assume(
      "arn:aws:iam::111122223333:role/some/path/reader",
    );
    assert.equal(user?.Arn, "arn:aws:sts::111122223333:assumed-role/reader/laptop");
    const {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
    } = issued ?? {};
    assert.ok(accessKeyId && secretAccessKey && sessionToken);
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    assert.equal(await callerArn(credentials), user?.Arn);
    await assert.rejects(assume("arn:aws:iam::999999999999:role/reader"), { name: "AccessDenied" });
    await assert.rejects(assume("arn:aws:iam::123456789012:role/untrusting"), { name: "AccessDenied" });
    await assert.rejects(assume("arn:aws:iam::123456789012:user/sandbox"), /ValidationError|is invalid/);
    client.destroy();
    time = () => new Date(Date.now() + 14 * 60_000);
    assert.equal(await callerArn(credentials), user?.Arn);
    const { status, body } = await expiredRequest(credentials);
    assert.deepEqual([status, /<Code>(\w+)/.exec(body)?.[1]], [403, "ExpiredToken"]);
  });

  it("throttles so that the SDK sees it", async () => {
    const sandbox = sandboxOf("static");
    sandbox.fail("sts", "throttle");
    await assert.rejects(callerArn(), { name: "Throttling" });
    sandbox.fail("sts", undefined);
  });

  /** The SDK corrects its own clock, so the time after the end is spoken of by hand. */
  async function expiredRequest(credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  }) {
    time = () => new Date(Date.now() + 16 * 60_000);
    const { sts } = sandboxOf("static").directory;
    const headers = signSts({ ...credentials, host: new URL(sts).host, date: time() });
    return ask(sts, { method: "POST", headers, body: IDENTITY_BODY });
  }

  it("gives the token of EC2's metadata service its credentials", async () => {
    sandboxOf("imds");
    assert.match((await callerArn(fromInstanceMetadata())) ?? "", /datadog-agent\/i-0123456789abcdef0$/);
  });

  it("gives a container its credentials, by either provider", async () => {
    sandboxOf("container");
    for (const provider of [fromHttp({}), fromContainerMetadata()])
      assert.match((await callerArn(provider)) ?? "", /assumed-role\/datadog-agent\/[0-9a-f]{32}$/);
  });

  it("trades the token of a Kubernetes service account", async () => {
    sandboxOf("irsa");
    const provider = fromTokenFile({ roleSessionName: "pod" });
    assert.match((await callerArn(provider)) ?? "", /assumed-role\/datadog-agent\/pod$/);
    time = () => new Date(Date.now() + 25 * 60 * 60_000);
    await assert.rejects(fromTokenFile({ roleSessionName: "pod" })(), { name: "ExpiredTokenException" });
  });

  it("metadata needs a token, of a right lifetime, and no proxy between", async () => {
    const { imds } = sandboxOf("imds").directory;
    const token = (headers: Record<string, string>, method = "PUT") =>
      ask(`${imds}/latest/api/token`, { method, headers });
    const ttl = { "x-aws-ec2-metadata-token-ttl-seconds": "60" };
    assert.equal((await ask(`${imds}/latest/meta-data/instance-id`)).status, 401);
    assert.equal((await token({})).status, 400);
    assert.equal((await token({ ...ttl, "x-forwarded-for": "10.0.0.1" })).status, 403);
    assert.equal((await token(ttl, "GET")).status, 405);
    const { body } = await token(ttl);
    const get = (path: string) => ask(imds + path, { headers: { "x-aws-ec2-metadata-token": body } });
    const document = await get("/latest/dynamic/instance-identity/document");
    assert.equal(JSON.parse(document.body).region, "us-east-1");
    assert.equal((await get("/latest/meta-data/placement/region")).body, "us-east-1");
    assert.equal((await get("/latest/meta-data/nothing")).status, 404);
    time = () => new Date(Date.now() + 61_000);
    assert.equal((await get("/latest/meta-data/instance-id")).status, 401);
  });

  it("container credentials need their token", async () => {
    const { container } = sandboxOf("container").directory;
    const get = (authorization: string) => ask(`${container}/v1/credentials`, { headers: { authorization } });
    assert.equal((await get("wrong")).status, 401);
    assert.equal((await ask(`${container}/other`)).status, 404);
  });
});
