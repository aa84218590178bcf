import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { azure } from "../../server/src/live/azure";
import { LiveFailure } from "../../server/src/live/failure";
import type { EntraTokenRequest } from "../../server/src/live/ports";
import type { LiveRun } from "../../server/src/live/run";
import { type Sandbox, startSandbox } from "../../server/src/sandbox/index";
import { CLIENT_ID, TENANT_ID } from "../../server/src/sandbox/known";
import { liveRun } from "../support/databases/live-run";

const SCOPE = "https://ossrdbms-aad.database.windows.net/.default";

describe("tokens of Entra", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  const runIn = (changes: Partial<LiveRun> = {}): LiveRun =>
    liveRun({
      sandbox: sandbox.directory,
      environment: sandbox.directory.environment,
      network: { proxy: undefined, noProxy: "*", extraCa: sandbox.directory.ca },
      ...changes,
    });
  const ask = (changes: Partial<EntraTokenRequest> = {}, run: LiveRun = runIn()) =>
    azure.token(
      {
        as: "agent",
        authType: "managed_identity",
        clientId: CLIENT_ID,
        tenantId: undefined,
        scope: SCOPE,
        authority: "login.microsoftonline.com",
        ...changes,
      },
      run,
    );
  const failureOf = async (work: Promise<unknown>): Promise<LiveFailure> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof LiveFailure)) throw error ?? new Error("it worked");
    return error;
  };
  const WORKLOAD = { authType: "workload_identity", clientId: undefined } as const;

  it("come from the metadata service for a managed identity", async () => {
    const { token, expiresAt, source } = await ask();
    assert.equal(source, "the managed identity");
    assert.ok(expiresAt.getTime() > Date.now() + 3_600_000);
    const claims = JSON.parse(Buffer.from(token.reveal().split(".")[1] ?? "", "base64url").toString());
    assert.equal(claims.aud, "https://ossrdbms-aad.database.windows.net");
  });

  it("come from Entra for a workload identity, over TLS with the run's own authority", async () => {
    const { token, source } = await ask(WORKLOAD);
    assert.equal(source, "the workload identity");
    assert.match(token.reveal(), /^ey/);
    const untrusted = runIn({ network: { proxy: undefined, noProxy: "*", extraCa: undefined } });
    assert.equal((await failureOf(ask(WORKLOAD, untrusted))).kind, "tls");
  });

  it("are not to be had with another identity, application or tenant", async () => {
    const unknown = "99999999-8888-7777-6666-555555555555";
    assert.match(
      (await failureOf(ask({ clientId: unknown }))).message,
      /no managed identity with the client id/,
    );
    const application = await failureOf(ask({ ...WORKLOAD, clientId: unknown }));
    assert.match(application.message, /no application or identity with the client id/);
    assert.match(application.detail ?? "", /^AADSTS700016: /);
    assert.ok(!/Trace ID/.test(application.detail ?? ""));
    const tenant = await failureOf(ask({ ...WORKLOAD, tenantId: unknown }));
    assert.match(tenant.message, /no tenant/);
    assert.notEqual(TENANT_ID, unknown);
  });

  it("need what the webhook sets", async () => {
    const { message } = await failureOf(ask(WORKLOAD, runIn({ environment: {} })));
    assert.match(message, /lacks `client_id` \(AZURE_CLIENT_ID\) and .* and `AZURE_FEDERATED_TOKEN_FILE`/);
  });

  for (const [service, failure, kind] of [
    ["azureImds", "throttle", "throttled"],
    ["azureImds", "drop", "network"],
    ["azureImds", "error", "service"],
    ["azureImds", "huge", "network"],
    ["entra", "throttle", "throttled"],
    ["entra", "drop", "network"],
    ["entra", "error", "service"],
    ["entra", "tls", "tls"],
    ["entra", "huge", "service"],
  ] as const)
    it(`fail as ${kind} when ${service} answers with ${failure}`, async () => {
      sandbox.fail(service, failure);
      const error = await failureOf(ask(service === "entra" ? WORKLOAD : {}));
      sandbox.fail(service, undefined);
      assert.equal(error.kind, kind, error.message);
      assert.ok(error.next.length > 0);
    });

  it("end with the time of a call, and with the user's patience", async () => {
    sandbox.fail("entra", "timeout");
    const late = await failureOf(ask(WORKLOAD, runIn({ timeoutMilliseconds: 300 })));
    assert.equal(late.kind, "timeout");
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const cancelled = await failureOf(ask(WORKLOAD, runIn({ signal: controller.signal })));
    assert.equal(cancelled.kind, "cancelled");
    sandbox.fail("entra", undefined);
  });

  it("do not follow a redirect, and ask nobody outside the sandbox", async () => {
    const before = sandbox.requests.length;
    sandbox.fail("entra", "redirect");
    await failureOf(ask(WORKLOAD));
    sandbox.fail("entra", undefined);
    assert.ok(sandbox.requests.slice(before).every(({ service }) => service === "entra"));
    process.env.IDENTITY_ENDPOINT = "http://identity.example/token";
    process.env.IDENTITY_HEADER = "x";
    try {
      assert.equal((await failureOf(ask())).kind, "refused");
    } finally {
      delete process.env.IDENTITY_ENDPOINT;
      delete process.env.IDENTITY_HEADER;
    }
  });
});
