import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { inspect } from "node:util";
import { generate } from "selfsigned";
import { datadog } from "../../server/src/live/datadog";
import { type NetworkSettings, networkFromEnvironment } from "../../server/src/live/network";
import type { LiveRun } from "../../server/src/live/run";
import { Secret } from "../../server/src/live/secret";
import { ddconfLive, failureOf, KEYS, liveRun, withServer } from "../support/live";

const HOST = "api.datadoghq.com";
const URL_OF_API = `https://${HOST}`;
const PROOF = new Secret("c2VjcmV0LXByb29m|c2VjcmV0LWhlYWRlcnM=|POST|dXJs");
const PROXY_PASSWORD = "proxy-password-0451";

/** Stands where Datadog is; only the proxy of these tests leads to it. */
let origin: Server;
let certificate: string;
const received: IncomingMessage[] = [];
let answer: { status: number; headers: Record<string, string> } = { status: 200, headers: {} };

before(async () => {
  const made = await generate([{ name: "commonName", value: HOST }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: HOST }] }],
  });
  certificate = made.cert;
  origin = createTlsServer({ key: made.private, cert: made.cert }, (request, response) => {
    received.push(request);
    response.writeHead(answer.status, answer.headers).end('{"data":[]}');
  });
  origin.listen(0, "127.0.0.1");
  await once(origin, "listening");
});
after(() => {
  origin.closeAllConnections();
  origin.close();
});

describe("a proxy", () => {
  it("is used for Datadog and sees a tunnel, and nothing of what goes through it", async () => {
    const { seen, result } = await throughProxy(200, (proxy) =>
      datadog.listMappings(URL_OF_API, "intake", KEYS, run({ proxy, extraCa: certificate })),
    );
    assert.deepEqual(result, []);
    assert.match(seen, /^CONNECT api\.datadoghq\.com:443 HTTP\/1\.1\r\n/);
    assert.match(seen, /Proxy-Authorization: Basic /);
    assert.equal(received.at(-1)?.headers["dd-api-key"], KEYS.apiKey.reveal());
    assert.equal(received.at(-1)?.headers["proxy-authorization"], undefined);
    for (const secret of [KEYS.apiKey, KEYS.appKey]) assert.ok(!seen.includes(secret.reveal()));
  });

  it("may be written without its scheme", async () => {
    const { result } = await throughProxy(200, (proxy) =>
      datadog.listMappings(
        URL_OF_API,
        "intake",
        KEYS,
        run({ proxy: new URL(proxy).host, extraCa: certificate }),
      ),
    );
    assert.deepEqual(result, []);
  });

  it("that refuses is told from Datadog, without its password", async () => {
    for (const status of [403, 407, 502]) {
      const { result, seen } = await throughProxy(status, (proxy) =>
        failureOf(datadog.intakeKey(URL_OF_API, PROOF, run({ proxy, extraCa: certificate }))),
      );
      assert.equal(result.kind, "network");
      assert.match(result.message, new RegExp(`proxy refused the connection: it answered ${status}`));
      assert.ok(!inspect(result, { depth: 9 }).includes(PROXY_PASSWORD));
      assert.ok(!seen.includes(PROOF.reveal()));
    }
  });

  it("that is not there, or is no proxy, is named without its password", async () => {
    const gone = await failureOf(
      datadog.intakeKey(URL_OF_API, PROOF, run({ proxy: `http://user:${PROXY_PASSWORD}@127.0.0.1:1` })),
    );
    assert.equal(gone.kind, "network");
    assert.match(gone.message, /through the proxy `127\.0\.0\.1:1` cannot be reached/);
    for (const proxy of [
      `socks5://user:${PROXY_PASSWORD}@127.0.0.1:1`,
      `http://user:${PROXY_PASSWORD}@:99999`,
    ]) {
      const wrong = await failureOf(datadog.intakeKey(URL_OF_API, PROOF, run({ proxy })));
      assert.equal(wrong.kind, "configuration");
      assert.ok(!inspect(wrong, { depth: 9 }).includes(PROXY_PASSWORD));
    }
    assert.ok(!inspect(gone, { depth: 9 }).includes(PROXY_PASSWORD));
  });

  it("is left out for what NO_PROXY names and for a sandbox", async () => {
    let asked = 0;
    const proxy = createServer().on("connect", (_request, socket) => {
      asked++;
      socket.destroy();
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    // no name server is asked either: the run ends before
    const soon = { signal: AbortSignal.timeout(50) };
    await failureOf(
      datadog.intakeKey(URL_OF_API, PROOF, run({ proxy: url, noProxy: ".datadoghq.com" }, soon)),
    );
    await failureOf(datadog.sandboxDirectory("https://127.0.0.1:1", run({ proxy: url })));
    assert.equal(asked, 0);
    proxy.close();
  });
});

describe("a certificate", () => {
  it("that nobody vouches for is refused, through a proxy too", async () => {
    const before = received.length;
    const { result } = await throughProxy(200, (proxy) =>
      failureOf(datadog.intakeKey(URL_OF_API, PROOF, run({ proxy }))),
    );
    assert.equal(result.kind, "tls");
    assert.match(result.next, /NODE_EXTRA_CA_CERTS/);
    assert.equal(received.length, before);
  });

  it("is taken when NODE_EXTRA_CA_CERTS vouches for it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ddconf-ca-"));
    const file = join(folder, "ca.pem");
    writeFileSync(file, certificate);
    const { extraCa } = networkFromEnvironment({ NODE_EXTRA_CA_CERTS: file });
    rmSync(folder, { recursive: true });
    const { result } = await throughProxy(200, (proxy) =>
      datadog.listMappings(URL_OF_API, "intake", KEYS, run({ proxy, extraCa })),
    );
    assert.deepEqual(result, []);
  });

  it("of another name is refused", async () => {
    const { result } = await throughProxy(200, (proxy) =>
      failureOf(
        datadog.listMappings(
          "https://api.datadoghq.eu",
          "intake",
          KEYS,
          run({ proxy, extraCa: certificate }),
        ),
      ),
    );
    assert.equal(result.kind, "tls");
    assert.match(result.message, /belongs to another name/);
  });

  it("is checked even when the environment asks Node not to", async () => {
    const { result } = await throughProxy(200, (proxy) =>
      ddconfLive(["mapping", "list"], {
        env: {
          HTTPS_PROXY: proxy,
          NODE_TLS_REJECT_UNAUTHORIZED: "0",
          DD_API_KEY: KEYS.apiKey.reveal(),
          DD_APP_KEY: KEYS.appKey.reveal(),
        },
      }),
    );
    assert.equal(result.code, 2);
    assert.match(result.err, /not issued by anybody this machine trusts/);
    assert.ok(!result.err.includes(PROXY_PASSWORD));
  });
});

describe("the command line behind a proxy", () => {
  it("lists mappings with HTTPS_PROXY and NODE_EXTRA_CA_CERTS alone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ddconf-ca-"));
    writeFileSync(join(folder, "ca.pem"), certificate);
    const { result, seen } = await throughProxy(200, (proxy) =>
      ddconfLive(["mapping", "list", "--kind", "intake"], {
        env: {
          https_proxy: proxy,
          NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
          DD_API_KEY: KEYS.apiKey.reveal(),
          DD_APP_KEY: KEYS.appKey.reveal(),
        },
      }),
    );
    rmSync(folder, { recursive: true });
    assert.deepEqual([result.code, result.err], [0, ""]);
    assert.match(seen, /^CONNECT api\.datadoghq\.com:443/);
  });

  it("cannot be led elsewhere by files of the folder it runs in", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ddconf-repo-"));
    const files = {
      ".env": "DD_SITE=evil.example\nHTTPS_PROXY=http://evil.example\nDDCONF_SANDBOX=http://127.0.0.1:1\n",
      ".ddconf.yaml": "site: evil.example\n",
      ".npmrc": "https-proxy=http://evil.example\n",
      "datadog.yaml": "site: evil.example\ndd_url: https://evil.example\n",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, "ca.pem"), certificate);
    const list = (...args: string[]) =>
      throughProxy(200, (proxy) =>
        ddconfLive(["mapping", "list", "--kind", "intake", ...args], {
          cwd: folder,
          env: {
            HTTPS_PROXY: proxy,
            NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
            DD_API_KEY: KEYS.apiKey.reveal(),
            DD_APP_KEY: KEYS.appKey.reveal(),
          },
        }),
      );
    const plain = await list();
    assert.equal(plain.result.code, 0);
    assert.match(plain.seen, /^CONNECT api\.datadoghq\.com:443/);
    const told = await list("--config", "datadog.yaml");
    assert.deepEqual([told.result.code, told.seen], [2, ""]);
    assert.match(told.result.err, /`evil\.example` is none of Datadog's sites/);
    rmSync(folder, { recursive: true });
  });

  it("has AWS's own addresses, whatever AWS_ENDPOINT_URL says", async () => {
    let asked = 0;
    const { result, seen } = await withServer(
      (_request, response) => {
        asked++;
        response.end();
      },
      (elsewhere) =>
        throughProxy(502, (proxy) =>
          ddconfLive(["mapping", "match", "--kind", "intake"], {
            env: {
              HTTPS_PROXY: proxy,
              AWS_ENDPOINT_URL: elsewhere,
              AWS_ENDPOINT_URL_STS: elsewhere,
              AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
              AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
              AWS_REGION: "eu-west-1",
              DD_API_KEY: KEYS.apiKey.reveal(),
              DD_APP_KEY: KEYS.appKey.reveal(),
            },
          }),
        ),
    );
    assert.deepEqual([result.code, asked], [2, 0]);
    assert.match(seen, /^CONNECT sts\.eu-west-1\.amazonaws\.com:443/);
  });

  it("follows no redirect with its keys", async () => {
    answer = { status: 307, headers: { location: "https://evil.example/" } };
    const { result, seen } = await throughProxy(200, (proxy) =>
      failureOf(datadog.listMappings(URL_OF_API, "intake", KEYS, run({ proxy, extraCa: certificate }))),
    );
    answer = { status: 200, headers: {} };
    assert.match(result.message, /redirect to `evil\.example` \(307\)/);
    assert.equal(seen.match(/CONNECT /g)?.length, 1);
  });
});

function run(network: Partial<NetworkSettings>, changes: Partial<LiveRun> = {}): LiveRun {
  const settings = { proxy: undefined, noProxy: "", extraCa: undefined };
  return liveRun({ ...changes, network: { ...settings, ...network } });
}

/** Runs a CONNECT proxy that leads every host to `origin`, and answers what a proxy could have read. */
async function throughProxy<T>(
  status: number,
  work: (proxy: string) => Promise<T>,
): Promise<{ readonly result: T; readonly seen: string }> {
  let seen = "";
  const proxy = createServer((request, response) => {
    seen += `${request.method} ${request.url}\r\n`;
    response.writeHead(500).end();
  });
  proxy.on("connect", (request: IncomingMessage, client: Socket, head: Buffer) => {
    const headers = request.rawHeaders.map((text, at) => text + (at % 2 ? "\r\n" : ": ")).join("");
    seen += `CONNECT ${request.url} HTTP/1.1\r\n${headers}${head}`;
    client.on("error", () => {});
    client.on("data", (chunk) => {
      seen += chunk.toString("latin1");
    });
    if (status !== 200) return void client.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
    const target = connect((origin.address() as AddressInfo).port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      client.pipe(target).pipe(client);
    });
    target.on("error", () => client.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  try {
    const result = await work(`http://user:${PROXY_PASSWORD}@127.0.0.1:${port}`);
    return { result, seen };
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
}
