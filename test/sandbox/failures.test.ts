import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, afterEach, before, describe, it } from "node:test";
import { type Sandbox, SERVICES, type ServiceName, startSandbox } from "../../server/src/sandbox/index";
import { API_KEY, STATIC } from "../../server/src/sandbox/known";
import { proofHeader } from "../support/proof";
import { ask } from "../support/request";

describe("sandbox: failures", () => {
  let sandbox: Sandbox;
  const lines: string[] = [];
  before(async () => {
    sandbox = await startSandbox({ log: (line) => lines.push(line) });
  });
  afterEach(() => {
    for (const service of SERVICES) sandbox.fail(service, undefined);
  });
  after(() => sandbox.close());

  /** Sends anything, with the certificate authority trusted. */
  const send = (service: ServiceName, timeout?: number) => {
    const { ca } = sandbox.directory;
    return ask(`${sandbox.directory[service]}/x`, { ca, ...(timeout !== undefined && { timeout }) });
  };
  const each = async (failure: "throttle" | "error" | "malformed" | "huge" | "redirect") => {
    const found: Partial<Record<ServiceName, Awaited<ReturnType<typeof ask>>>> = {};
    for (const service of SERVICES) {
      sandbox.fail(service, failure);
      found[service] = await send(service);
      sandbox.fail(service, undefined);
    }
    return found;
  };
  const statuses = (found: Awaited<ReturnType<typeof each>>) => SERVICES.map((name) => found[name]?.status);

  it("throttles as each service does", async () => {
    const found = await each("throttle");
    assert.deepEqual(statuses(found), [429, 400, 429, 429, 429, 429]);
    assert.match(found.sts?.body ?? "", /<Code>Throttling<\/Code><Message>Rate exceeded/);
    assert.equal(found.datadog?.headers["retry-after"], "9");
    assert.equal(found.datadog?.headers["x-ratelimit-remaining"], "0");
  });

  it("breaks", async () =>
    assert.deepEqual(
      statuses(await each("error")),
      SERVICES.map(() => 500),
    ));

  it("answers in half sentences", async () => {
    for (const asked of Object.values(await each("malformed"))) {
      assert.equal(asked.status, 200);
      assert.match(asked.body, /^(?:<\w+><\w+|\{[^}]*)$/);
    }
  });

  it("sends too much", async () => {
    for (const asked of Object.values(await each("huge")))
      assert.ok(asked.status === 200 && asked.body.length > 2 * 1024 * 1024);
  });

  it("redirects to another host, where it sees who follows", async () => {
    for (const { status, headers } of Object.values(await each("redirect"))) {
      assert.equal(status, 302);
      assert.match(headers.location ?? "", /^https?:\/\/localhost:\d+\/followed$/);
    }
    sandbox.fail("datadog", "redirect");
    const authorization = proofHeader();
    const ignorant = await ask(`${sandbox.url}/api/v2/intake-key`, {
      method: "POST",
      headers: { authorization },
    });
    await ask(ignorant.headers.location ?? "", { headers: { authorization } });
    const followed = sandbox.requests.at(-1);
    assert.equal(followed?.path, "/followed");
    assert.ok(followed?.headers.includes("authorization"));
  });

  it("answers late, never, or hangs up", async () => {
    sandbox.fail("sts", "slow:60");
    const started = performance.now();
    assert.equal((await send("sts")).status, 400);
    assert.ok(performance.now() - started >= 55);
    sandbox.fail("sts", "timeout");
    await assert.rejects(send("sts", 50), { name: /Abort|Timeout/ });
    assert.equal(sandbox.requests.at(-1)?.status, undefined);
    sandbox.fail("sts", "drop");
    await assert.rejects(send("sts"), { code: "ECONNRESET" });
  });

  it("shows certificates that are not to be trusted", async () => {
    for (const service of ["datadog", "entra"] as const) {
      sandbox.fail(service, "tls");
      assert.match(sandbox.directory[service], /^https:/);
      await assert.rejects(send(service), { code: /UNABLE_TO_VERIFY|SELF_SIGNED|CERT/ });
      sandbox.fail(service, "tls-host");
      await assert.rejects(send(service), { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
      sandbox.fail(service, undefined);
      assert.ok((await send(service)).status >= 400);
    }
    assert.equal(sandbox.directory.datadog, sandbox.url);
    const { datadogTls, ca } = sandbox.directory;
    assert.equal((await ask(`${datadogTls}/sandbox`, { ca })).status, 200);
    assert.throws(() => sandbox.fail("sts", "tls"), /sts speaks plain http/);
  });

  it("still serves the directory", async () => {
    sandbox.fail("datadog", "timeout");
    const { status, body } = await ask(`${sandbox.url}/sandbox`);
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(body), sandbox.directory);
  });

  it("answers only those who call it by a name of this machine", async () => {
    for (const host of ["evil.example", "127.0.0.1.evil.example"])
      for (const service of SERVICES) {
        const { ca } = sandbox.directory;
        const asked = await ask(`${sandbox.directory[service]}/sandbox`, { ca, headers: { host } });
        assert.equal(asked.status, 403, service);
      }
    const { port } = new URL(sandbox.url);
    assert.equal(
      (await ask(`${sandbox.url}/sandbox`, { headers: { host: `localhost:${port}` } })).status,
      200,
    );
  });

  it("refuses bodies that no client of these services sends", async () => {
    const asked = await ask(sandbox.directory.sts, { method: "POST", body: "x".repeat(70_000) });
    assert.equal(asked.status, 413);
    assert.equal((await ask(sandbox.url, { headers: {} })).status, 404);
  });

  it("records and logs requests, and nothing secret of them", async () => {
    lines.length = 0;
    const authorization = proofHeader();
    await ask(`${sandbox.url}/api/v2/intake-key?key=${STATIC.secretAccessKey}`, {
      method: "POST",
      headers: { authorization, "content-length": "0", "dd-api-key": API_KEY },
    });
    assert.deepEqual(sandbox.requests.at(-1), {
      service: "datadog",
      method: "POST",
      path: "/api/v2/intake-key",
      status: 200,
      headers: ["authorization", "connection", "content-length", "dd-api-key", "host"],
    });
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /^datadog POST \/api\/v2\/intake-key 200 \d+ ms$/);
  });

  it("closes whatever is still going on, and may be closed again", async () => {
    const other = await startSandbox();
    other.fail("sts", "timeout");
    const waiting = assert.rejects(ask(other.directory.sts), { code: "ECONNRESET" });
    const silent = connect(Number(new URL(other.directory.entra).port), "127.0.0.1");
    await once(silent, "connect");
    while (other.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    silent.on("error", () => {});
    await Promise.all([other.close(), other.close(), waiting]);
    await assert.rejects(ask(other.url), { code: "ECONNREFUSED" });
  });
});
