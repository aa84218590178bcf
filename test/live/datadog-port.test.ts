import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { inspect } from "node:util";
import { datadog } from "../../server/src/live/datadog";
import { retryDelay } from "../../server/src/live/datadog/retry";
import type { LiveFailure } from "../../server/src/live/failure";
import type { DatadogKeys, IdentityMapping } from "../../server/src/live/ports";
import { signProof } from "../../server/src/live/proof";
import type { LiveRun } from "../../server/src/live/run";
import { Secret } from "../../server/src/live/secret";
import { type Failure, type Sandbox, startSandbox } from "../../server/src/sandbox/index";
import {
  ACCOUNT,
  APP_KEY,
  FIRST_PATTERN,
  ORG_UUID,
  READ_ONLY_APP_KEY,
  STATIC,
} from "../../server/src/sandbox/known";
import { failureOf, KEYS, sandboxRun, stubRun, withServer } from "../support/live";

const SESSIONS = `arn:aws:sts::${ACCOUNT}:assumed-role`;
const ACCOUNT_ID = "terraform@example.com";

describe("Datadog port against the sandbox", () => {
  let sandbox: Sandbox;
  let run: LiveRun;
  before(async () => {
    sandbox = await startSandbox();
    run = await sandboxRun(sandbox.url);
  });
  after(() => sandbox.close());
  afterEach(() => sandbox.fail("datadog", undefined));

  it("trades a proof for a key and tells its ending alone", async () => {
    const { keyEnding, ...rest } = await datadog.intakeKey(sandbox.url, proof(), run);
    assert.match(keyEnding, /^…[0-9a-f]{4}$/);
    assert.deepEqual(rest, {});
  });

  it("trades a proof for a token and tells its end and its subject", async () => {
    const made = await create("persona", "terraform", { accountIdentifier: ACCOUNT_ID });
    const role = await create("persona", "datadog-agent", { accountIdentifier: ACCOUNT_ID });
    const { expiresAt, claims } = await datadog.delegatedToken(sandbox.url, proof(), run);
    const minutes = (expiresAt.getTime() - Date.now()) / 60_000;
    assert.ok(minutes > 14 && minutes < 15.1, String(minutes));
    assert.deepEqual(Object.keys(claims).sort(), ["exp", "handle", "org", "sub"]);
    assert.equal(claims.handle, ACCOUNT_ID);
    for (const { id } of [made, role]) await datadog.deleteMapping(sandbox.url, "persona", id, KEYS, run);
  });

  it("says that nobody mapped the identity, in the service's words too", async () => {
    const failure = await failureOf(datadog.delegatedToken(sandbox.url, proof(), run));
    assert.equal(failure.kind, "not-mapped");
    assert.match(failure.detail ?? "", /was verified, but no identity mapping was found/);
    assert.match(failure.next, /ddconf mapping create --kind persona/);
  });

  it("says that a proof is not accepted", async () => {
    const late = proof({ time: new Date(Date.now() - 3_600_000) });
    const failure = await failureOf(datadog.intakeKey(sandbox.url, late, run));
    assert.equal(failure.kind, "credentials");
    assert.match(failure.next, /clock/);
  });

  it("lists, creates and deletes mappings of both kinds", async () => {
    const list = (kind: "intake" | "persona") => datadog.listMappings(sandbox.url, kind, KEYS, run);
    assert.deepEqual(
      (await list("intake")).map(({ arnPattern }) => arnPattern),
      [FIRST_PATTERN],
    );
    const intake = await create("intake", "other");
    const persona = await create("persona", "other", { accountIdentifier: ACCOUNT_ID });
    assert.deepEqual(await list("persona"), [persona]);
    assert.deepEqual(persona, {
      id: persona.id,
      kind: "persona",
      arnPattern: `${SESSIONS}/other/*`,
      accountIdentifier: ACCOUNT_ID,
    });
    await datadog.deleteMapping(sandbox.url, "intake", intake.id, KEYS, run);
    await datadog.deleteMapping(sandbox.url, "persona", persona.id, KEYS, run);
    assert.equal((await list("intake")).length, 1);
  });

  it("explains each refusal", async () => {
    const as = (appKey: string): DatadogKeys => ({ ...KEYS, appKey: new Secret(appKey) });
    const wrong = await failureOf(datadog.listMappings(sandbox.url, "intake", as("f".repeat(40)), run));
    assert.equal(wrong.kind, "permission");
    assert.match(
      wrong.next,
      /`workload_identity_federation_config_read`.*`cloud_auth_config_read`.*another site/,
    );
    const readOnly = await failureOf(create("intake", "other", {}, as(READ_ONLY_APP_KEY)));
    assert.match(readOnly.next, /`workload_identity_federation_config_write`.*`cloud_auth_config_write`/);
    assert.match(readOnly.detail ?? "", /config_write/);
    const overlap = await failureOf(create("intake", "datadog-agent", { session: "i-0123456789abcdef0" }));
    assert.match(overlap.message, /The intake mapping `.*datadog-agent\/\*` has callers in common/);
    const foreign = { kind: "intake", arnPattern: "arn:aws:sts::111122223333:assumed-role/x/*" } as const;
    const account = await failureOf(
      datadog.createMapping(sandbox.url, { ...foreign, accountIdentifier: undefined }, KEYS, run),
    );
    assert.equal(account.kind, "permission");
    assert.match(account.message, /not in the AWS integration/);
    const pattern = await failureOf(create("intake", "X-*"));
    assert.equal(pattern.kind, "configuration");
    assert.match(pattern.message, /does not take this `arn_pattern`/);
    const gone = await failureOf(datadog.deleteMapping(sandbox.url, "intake", ORG_UUID, KEYS, run));
    assert.match(gone.message, new RegExp(`no intake mapping with the id \`${ORG_UUID}\``));
  });

  const failing: readonly (readonly [Failure, LiveFailure["kind"], RegExp])[] = [
    ["error", "service", /failed to .* \(500\)/],
    ["drop", "network", /closed the connection/],
    ["timeout", "timeout", /did not answer in time/],
    ["slow:60000", "timeout", /did not answer in time/],
    ["huge", "service", /larger than 1 MiB/],
    ["malformed", "service", /does not hold/],
    ["redirect", "service", /redirect to `localhost:\d+` \(302\)/],
    ["tls", "tls", /not issued by anybody this machine trusts/],
    ["tls-host", "tls", /belongs to another name/],
  ];
  for (const [failure, kind, message] of failing)
    it(`names what ${failure} is`, async () => {
      sandbox.fail("datadog", failure);
      const isLate = /^(?:timeout|slow)/.test(failure);
      const patient = await sandboxRun(sandbox.url, { timeoutMilliseconds: isLate ? 200 : 30_000 });
      const url = patient.sandbox?.datadog ?? "";
      for (const call of [
        () => datadog.listMappings(url, "intake", KEYS, patient),
        () => datadog.intakeKey(url, proof(), patient),
      ]) {
        const found = await failureOf(call);
        assert.equal(found.kind, kind);
        assert.match(found.message, message);
      }
      assert.ok(!sandbox.requests.some(({ path }) => path === "/followed"));
    });

  it("tells how long to wait where that is too long to sit through", async () => {
    sandbox.fail("datadog", "throttle");
    const before = sandbox.requests.length;
    const failure = await failureOf(datadog.listMappings(sandbox.url, "intake", KEYS, run));
    assert.deepEqual([failure.kind, failure.retryAfterSeconds], ["throttled", 9]);
    assert.match(failure.next, /9 s/);
    assert.equal(sandbox.requests.length, before + 1);
  });

  it("ends when it is called off", async () => {
    sandbox.fail("datadog", "timeout");
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const cancelled = { ...run, signal: controller.signal };
    const failure = await failureOf(datadog.intakeKey(sandbox.url, proof(), cancelled));
    assert.equal(failure.kind, "cancelled");
  });

  function create(
    kind: IdentityMapping["kind"],
    role: string,
    { session = "*", accountIdentifier }: { session?: string; accountIdentifier?: string } = {},
    keys = KEYS,
  ): Promise<IdentityMapping> {
    const arnPattern = `${SESSIONS}/${role}/${session}`;
    return datadog.createMapping(sandbox.url, { kind, arnPattern, accountIdentifier }, keys, run);
  }
});

describe("Datadog port against odd answers", () => {
  const answers: readonly (readonly [string, number, string, LiveFailure["kind"]])[] = [
    ["201 is no success", 201, '{"data":{"attributes":{"api_key":"0123456789abcdef"}}}', "service"],
    ["204 is no success", 204, "", "service"],
    ["no JSON", 200, "<html>Please log in</html>", "service"],
    ["another shape", 200, "[1]", "service"],
    ["an empty key", 200, '{"data":{"attributes":{"api_key":""}}}', "service"],
    ["a key that is no text", 200, '{"data":{"attributes":{"api_key":{"a":1}}}}', "service"],
    ["401", 401, "{}", "credentials"],
    ["403 in plain words", 403, '{"errors":["Forbidden"]}', "permission"],
    ["404", 404, "", "service"],
    ["418", 418, "{}", "service"],
    ["503", 503, "", "service"],
  ];
  for (const [name, status, body, kind] of answers)
    it(`${name} is a ${kind} failure of the exchange, and is asked once`, async () => {
      let asked = 0;
      const failure = await withServer(
        (_request, response) => {
          asked++;
          response.writeHead(status).end(body);
        },
        (url) => failureOf(datadog.intakeKey(url, proof(), stubRun(url))),
      );
      assert.equal(failure.kind, kind);
      assert.equal(asked, 1);
      assert.ok(failure.next.length > 20);
    });

  it("asks again for a list after a throttle and a broken service", async () => {
    const statuses = [429, 502, 200];
    const list = await withServer(
      (_request, response) => response.writeHead(statuses.shift() ?? 500).end('{"data":[]}'),
      (url) => datadog.listMappings(url, "intake", KEYS, stubRun(url, { timeoutMilliseconds: 30_000 })),
    );
    assert.deepEqual([list, statuses], [[], []]);
  });

  it("waits as long as it is asked to, or not at all", () => {
    const delay = (seconds: string | undefined, attempt = 1) =>
      retryDelay({ status: 429, headers: seconds ? { "retry-after": seconds } : {}, body: "" }, attempt);
    assert.ok((delay("2") ?? 0) >= 2_000);
    assert.ok((delay(undefined) ?? 0) >= 300);
    assert.deepEqual([delay("77"), delay("1", 3)], [undefined, undefined]);
  });

  it("takes the seconds until the limit ends from either header", async () => {
    for (const header of ["retry-after", "x-ratelimit-reset"]) {
      const failure = await withServer(
        (_request, response) => response.writeHead(429, { [header]: "77" }).end(),
        (url) => failureOf(datadog.listMappings(url, "intake", KEYS, stubRun(url))),
      );
      assert.deepEqual([failure.kind, failure.retryAfterSeconds], ["throttled", 77]);
    }
  });

  it("does not create twice when the answer is lost", async () => {
    let asked = 0;
    const mapping = { kind: "intake", arnPattern: FIRST_PATTERN, accountIdentifier: undefined } as const;
    const failure = await withServer(
      (request) => {
        asked++;
        request.socket.destroy();
      },
      (url) => failureOf(datadog.createMapping(url, mapping, KEYS, stubRun(url))),
    );
    assert.deepEqual([failure.kind, asked], ["network", 1]);
  });

  it("asks the newer endpoints where the older ones are not known", async () => {
    const seen: string[] = [];
    const listed = await withServer(
      (request, response) => {
        let body = "";
        request.on("data", (chunk: Buffer) => (body += chunk));
        request.on("end", () => {
          const path = request.url ?? "";
          seen.push(`${request.method} ${path} ${body === "" ? "" : JSON.parse(body).data.type}`.trim());
          if (!path.startsWith("/api/v2/wif/")) return void response.writeHead(404).end("{}");
          const item = {
            id: "7",
            attributes: { arn_pattern: FIRST_PATTERN, account_identifier: ACCOUNT_ID },
          };
          if (request.method === "POST") response.writeHead(201).end(JSON.stringify({ data: item }));
          else if (request.method === "GET") response.writeHead(200).end(JSON.stringify({ data: [item] }));
          else response.writeHead(204).end();
        });
      },
      async (url) => {
        const run = stubRun(url);
        const created = {
          kind: "persona",
          arnPattern: FIRST_PATTERN,
          accountIdentifier: ACCOUNT_ID,
        } as const;
        await datadog.createMapping(url, created, KEYS, run);
        await datadog.deleteMapping(url, "intake", "a/b", KEYS, run);
        return datadog.listMappings(url, "persona", KEYS, run);
      },
    );
    assert.equal(listed[0]?.accountIdentifier, ACCOUNT_ID);
    assert.deepEqual(seen, [
      "POST /api/v2/cloud_auth/aws/persona_mapping aws_cloud_auth_config",
      "POST /api/v2/wif/aws/persona_mapping aws_wif_config",
      "DELETE /api/v2/cloud_auth/aws/intake_mapping/a%2Fb",
      "DELETE /api/v2/wif/aws/intake_mapping/a%2Fb",
      "GET /api/v2/cloud_auth/aws/persona_mapping",
      "GET /api/v2/wif/aws/persona_mapping",
    ]);
  });

  it("takes a quarter of an hour where a token does not say when it ends, and no claim but those of its subject", async () => {
    const claims = { sub: "me", exp: 9, secret: "hidden", jti: "hidden", org_id: 7, name: "N", nested: {} };
    const token = `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.hidden`;
    for (const expires of [undefined, "soon", "-1"]) {
      const found = await withServer(
        (_request, response) =>
          response.end(JSON.stringify({ data: { attributes: { access_token: token, expires } } })),
        (url) => datadog.delegatedToken(url, proof(), stubRun(url, { now: () => new Date(0) })),
      );
      assert.equal(found.expiresAt.getTime(), 15 * 60_000);
      assert.deepEqual(found.claims, { sub: "me", exp: "9", org_id: "7", name: "N" });
      assert.doesNotMatch(inspect(found), /hidden/);
    }
  });

  it("quotes no secret that the service sends back", async () => {
    const failure = await withServer(
      (request, response) => {
        const sent = request.headers.authorization ?? "";
        const headers = Buffer.from(sent.split("|")[1] ?? "", "base64").toString();
        const detail = `${sent} / ${headers} / https://x.example/a?token=${APP_KEY}\u001b[31m`;
        response.writeHead(400).end(JSON.stringify({ errors: [{ detail }, { title: "second" }, "third"] }));
      },
      (url) => failureOf(datadog.intakeKey(url, proof(), stubRun(url))),
    );
    const shown = inspect(failure, { depth: 9 });
    assert.ok(failure.detail?.includes("[secret]"));
    for (const secret of [STATIC.sessionToken, APP_KEY, proof().reveal(), "\\u001b", "\u001b"])
      assert.ok(!shown.includes(secret), secret);
    assert.doesNotMatch(shown, /Signature=[0-9a-f]{8}/);
    assert.match(failure.detail ?? "", /second; third$/);
  });

  it("refuses keys with line breaks before they are sent", async () => {
    const keys = { ...KEYS, appKey: new Secret(`${APP_KEY}\r\nX-Evil: 1`) };
    const failure = await withServer(
      (_request, response) => response.end("{}"),
      (url) => failureOf(datadog.listMappings(url, "intake", keys, stubRun(url))),
    );
    assert.equal(failure.kind, "credentials");
    assert.doesNotMatch(inspect(failure), new RegExp(APP_KEY));
  });
});

function proof({ time = new Date() }: { time?: Date } = {}): Secret {
  return signProof({
    credentials: {
      accessKeyId: STATIC.accessKeyId,
      secretAccessKey: new Secret(STATIC.secretAccessKey),
      sessionToken: new Secret(STATIC.sessionToken),
      expiresAt: undefined,
    },
    orgUuid: ORG_UUID,
    region: undefined,
    time,
    userAgent: "datadog-agent/7.80.0",
  }).value;
}
