import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import { datadog } from "../../server/src/live/datadog";
import {
  datadogApiUrl,
  loopbackUrl,
  mappingApiUrl,
  requireDatadogApi,
  type SiteSettings,
} from "../../server/src/live/endpoints";
import { LiveFailure } from "../../server/src/live/failure";
import { LIBRARIES } from "../../server/src/live/libraries";
import { isDirect, isLoopback, networkFromEnvironment } from "../../server/src/live/network";
import { prepareRun } from "../../server/src/live/prepare";
import { readSandboxDirectory, sandboxEnvironment } from "../../server/src/live/sandbox-mode";
import { Secret } from "../../server/src/live/secret";
import { SITES } from "../../server/src/schema/sites";
import { failureOf, KEYS, liveRun, withServer } from "../support/live";
import fc from "../support/property";

const API_HOSTS = /^https:\/\/api\.(?:[a-z]{2,}\d{1,2}\.)?(?:datadoghq\.com|datadoghq\.eu|ddog-gov\.com)$/;

/** What somebody who can change a file might write to get the proof. */
const TRICKS = [
  "evil.example",
  "datadoghq.com.evil.example",
  "api.datadoghq.com.evil.example",
  "datadoghq.com@evil.example",
  "evil.example/datadoghq.com",
  "evil.example#datadoghq.com",
  "evil.example?datadoghq.com",
  "evil.example\\datadoghq.com",
  "evil.example:443",
  "evildatadoghq.com",
  "datadoghq.com.",
  "datadoghq.com..",
  "DATADOGHQ.COM",
  "datadoghq.com:8443",
  "datadoghq.com/../evil",
  "dаtadoghq.com",
  "datadoghq。com",
  "ｄatadoghq.com",
  "datadoghq.com\u0000.evil.example",
  "datadoghq.com\n.evil.example",
  "datadoghq.com\tevil.example",
  "%64atadoghq.com",
  "xn--dtadoghq-9nf.com",
  "127.0.0.1",
  "localhost",
  "2130706433",
  "[::1]",
  "169.254.169.254",
  "datadoghq.co",
  "datadoghq.com.mx",
  "datad0g.com",
  "ddog-gov.com.evil.example",
  "$SITE",
];
const DD_URLS = [
  "https://api.datadoghq.com@evil.example",
  "https://app.datadoghq.com:x@evil.example",
  "https://evil.example\\@api.datadoghq.com",
  "http://app.datadoghq.com",
  "ftp://app.datadoghq.com",
  "https://app.datadoghq.com:8443/path",
  "https://app.datadoghq.com.evil.example",
  "https://APP.DATADOGHQ.COM",
  "//evil.example",
  "javascript:alert(1)//app.datadoghq.com",
];

describe("the address of Datadog", () => {
  it("is that of every site, over TLS", () => {
    for (const { domain, api } of SITES.filter(({ domain }) => domain !== "us2.ddog-gov.com"))
      assert.equal(datadogApiUrl({ site: domain }, undefined), `https://${api}`);
    assert.equal(datadogApiUrl({}, undefined), "https://api.datadoghq.com");
    for (const { domain, api } of SITES)
      assert.equal(mappingApiUrl({ site: domain }, undefined), `https://${api}`);
    assert.equal(mappingApiUrl({}, undefined), "https://api.datadoghq.com");
  });

  for (const [key, texts] of [
    ["site", TRICKS],
    ["ddUrl", [...TRICKS, ...DD_URLS]],
  ] as const)
    for (const text of texts)
      it(`cannot be changed by ${key}: ${inspect(text)}`, () => assertKept({ [key]: text }));

  it("cannot be changed by anything", () => {
    const piece = fc.constantFrom(
      ..."https:// http:// // @ : / \\ . # ? api app evil.example datadoghq.com us3 . \n \t".split(" "),
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 8 }).map((parts) => parts.join("")),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
    );
    fc.assert(
      fc.property(
        fc.record({ site: fc.option(text, { nil: undefined }), ddUrl: fc.option(text, { nil: undefined }) }),
        assertKept,
      ),
      { numRuns: 3_000 },
    );
  });

  it("is the sandbox's in a sandbox, whatever the file says", () => {
    const sandbox = readSandboxDirectory(directory("http://127.0.0.1:8126"));
    for (const site of TRICKS) assert.equal(datadogApiUrl({ site }, sandbox), "http://127.0.0.1:8126");
  });

  it("is looked at once more before something is sent", async () => {
    const proof = new Secret("body|headers|POST|url");
    for (const url of [
      "https://evil.example",
      "http://api.datadoghq.com",
      "https://api.datadoghq.com.evil.example",
      "https://api.datadoghq.com@evil.example",
      "https://api.datadoghq.com/../",
      "https://api.datadoghq.com\\@evil.example",
      "https://api.datadoghq.com:8443",
      "http://127.0.0.1:1",
    ]) {
      assert.throws(() => requireDatadogApi(url, undefined), LiveFailure);
      const run = liveRun();
      for (const call of [
        () => datadog.intakeKey(url, proof, run),
        () => datadog.delegatedToken(url, proof, run),
        () => datadog.listMappings(url, "intake", KEYS, run),
        () => datadog.deleteMapping(url, "intake", "1", KEYS, run),
      ])
        assert.equal((await failureOf(call)).kind, "refused");
    }
  });
});

describe("the address of a sandbox", () => {
  const foreign = [
    "http://evil.example",
    "https://evil.example:8126",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://127.0.0.1@evil.example",
    "http://user@127.0.0.1",
    "http://:x@127.0.0.1",
    "http://127.0.0.1:80@evil.example",
    "http://[::ffff:127.0.0.1]:8126",
    "http://[::ffff:8.8.8.8]:8126",
    "http://0.0.0.0:8126",
    "http://10.0.0.1",
    "http://134744072",
    "http://0x08080808",
    "http://127.0.0.1\t.evil.example",
    "http://127.0.0.1\n.evil.example",
    "http://lоcalhost",
    "http://localhost.",
    "file:///etc/passwd",
    "127.0.0.1:8126",
    "//127.0.0.1",
    "",
  ];
  for (const url of foreign)
    it(`is refused: ${inspect(url)}`, async () => {
      assert.throws(() => loopbackUrl(url, "The sandbox"), LiveFailure);
      const run = liveRun();
      assert.equal((await failureOf(datadog.sandboxDirectory(url, run))).kind, "refused");
    });

  it("may be written in any way that means this machine", () => {
    for (const [url, host] of [
      ["http://127.0.0.1:8126/", "127.0.0.1"],
      ["http://2130706433:8126", "127.0.0.1"],
      ["http://0x7f.1:8126", "127.0.0.1"],
      ["https://localhost:8126", "localhost"],
      ["http://[::1]:8126", "[::1]"],
      ["http://127.0.0.1\\@evil.example", "127.0.0.1"],
    ] as const)
      assert.equal(new URL(loopbackUrl(url, "The sandbox")).hostname, host);
  });

  it("is no sandbox's when one of its services is elsewhere", async () => {
    for (const service of ["datadog", "sts", "imds", "container", "azureImds", "entra"]) {
      const answer = { ...directory("http://127.0.0.1:1"), [service]: "https://evil.example" };
      const failure = await withServer(
        (_request, response) => response.end(JSON.stringify(answer)),
        (sandboxUrl) =>
          failureOf(
            prepareRun({ signal: new AbortController().signal, environment: {}, sandboxUrl }, LIBRARIES),
          ),
      );
      assert.equal(failure.kind, "refused");
      assert.match(failure.message, /is not on this machine/);
    }
  });

  it("is none where something else answers, or nothing", async () => {
    for (const body of ["", "[]", "null", "{}", '{"version":2}', "<html>"]) {
      const run = { signal: new AbortController().signal, environment: {} };
      const failure = await withServer(
        (_request, response) => response.end(body),
        (sandboxUrl) => failureOf(prepareRun({ ...run, sandboxUrl }, LIBRARIES)),
      );
      assert.equal(failure.kind, "refused");
    }
    const nobody = await failureOf(datadog.sandboxDirectory("http://127.0.0.1:1", liveRun()));
    assert.match(nobody.message, /There is no sandbox at `127\.0\.0\.1:1`/);
  });

  it("follows no redirect to find its directory", async () => {
    const failure = await withServer(
      (_request, response) => response.writeHead(302, { location: "https://evil.example/sandbox" }).end(),
      (sandboxUrl) =>
        failureOf(
          prepareRun({ signal: new AbortController().signal, environment: {}, sandboxUrl }, LIBRARIES),
        ),
    );
    assert.equal(failure.kind, "refused");
  });

  it("takes every real credential and endpoint out of the environment", () => {
    const sandbox = readSandboxDirectory(directory("http://127.0.0.1:1"));
    const real = {
      PATH: "/bin",
      AWS_ACCESS_KEY_ID: "real",
      AWS_PROFILE: "real",
      AWS_ENDPOINT_URL: "https://evil.example",
      AWS_ENDPOINT_URL_STS: "https://evil.example",
      AZURE_CLIENT_SECRET: "real",
      DD_API_KEY: "real",
      DD_SITE: "evil.example",
      DATADOG_APP_KEY: "real",
      https_proxy: "http://evil.example",
      HTTPS_PROXY: "http://evil.example",
      ALL_PROXY: "http://evil.example",
    };
    assert.deepEqual(sandboxEnvironment(real, sandbox), {
      PATH: "/bin",
      DD_API_KEY: "of the sandbox",
      // else a profile of the user or the role of the machine would be shown to the sandbox
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1",
      AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://127.0.0.1:1",
    });
  });

  it("takes no variable from a sandbox that could make something else happen", () => {
    const environment = {
      DD_API_KEY: "of the sandbox",
      PATH: "/evil",
      HOME: "/evil",
      HTTPS_PROXY: "http://evil.example",
      NODE_OPTIONS: "--require /evil",
      AWS_CONFIG_FILE: "/evil/config",
      AWS_PROFILE: "evil",
      DD_SITE: "evil.example",
      AWS_REGION: 1,
    };
    const sandbox = readSandboxDirectory({ ...directory("http://127.0.0.1:1"), environment });
    assert.deepEqual(sandbox.environment, { DD_API_KEY: "of the sandbox" });
  });

  it("sends no file but the sandbox's own, and asks nobody elsewhere", () => {
    const folder = mkdtempSync(join(tmpdir(), "ddconf-sandbox-"));
    const secret = join(folder, "..", `ddconf-secret-${basename(folder)}`);
    const [own, link] = [join(folder, "aws-token"), join(folder, "link")];
    const read = (variable: string, value: string) =>
      readSandboxDirectory({ ...directory("http://127.0.0.1:1"), environment: { [variable]: value } });
    try {
      for (const path of [own, secret]) writeFileSync(path, "text", { mode: 0o600 });
      symlinkSync(secret, link);
      for (const variable of ["AWS_WEB_IDENTITY_TOKEN_FILE", "AZURE_FEDERATED_TOKEN_FILE"]) {
        assert.equal(read(variable, own).environment[variable], own);
        for (const path of [secret, link, `${folder}/../${basename(secret)}`, "aws-token", "/etc/passwd", ""])
          assert.throws(() => read(variable, path), /not its own/, path);
      }
      chmodSync(folder, 0o777);
      assert.throws(() => read("AWS_WEB_IDENTITY_TOKEN_FILE", own), /not its own/);
      for (const variable of ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AZURE_AUTHORITY_HOST", "DDCONF_SANDBOX"])
        assert.throws(() => read(variable, "https://evil.example"), /not on this machine/);
    } finally {
      rmSync(folder, { recursive: true });
      rmSync(secret);
    }
  });
});

describe("the proxy", () => {
  it("is left out for hosts that NO_PROXY names, and for this machine", () => {
    const cases: readonly (readonly [string, string, string, boolean])[] = [
      ["api.datadoghq.com", "443", "", false],
      ["api.datadoghq.com", "443", "*", true],
      ["api.datadoghq.com", "443", "datadoghq.com", true],
      ["api.datadoghq.com", "443", ".datadoghq.com", true],
      ["api.datadoghq.com", "443", "*.datadoghq.com", true],
      ["api.datadoghq.com", "443", "API.DATADOGHQ.COM:443", true],
      ["api.datadoghq.com", "443", "api.datadoghq.com:8443", false],
      ["api.datadoghq.com", "443", "hq.com", false],
      ["api.datadoghq.com", "443", " a.example , datadoghq.com", true],
      ["api.datadoghq.com", "443", "a.example b.example", false],
      ["api.datadoghq.com", "443", ".", false],
      ["127.0.0.1", "80", "", true],
      ["localhost", "80", "", true],
      ["[::1]", "80", "", true],
    ];
    for (const [host, port, list, direct] of cases)
      assert.equal(isDirect(host, port, list), direct, `${host}:${port} with ${list}`);
  });

  it("goes by whole labels of a name", () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
    const host = fc.array(label, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(host, fc.nat(3), fc.constantFrom("", ".", "*."), label, (labels, drop, prefix, other) => {
        const kept = labels.slice(Math.min(drop, labels.length - 1));
        assert.ok(isDirect(labels.join("."), "443", `${prefix}${kept.join(".")}`));
        const longer = `${other}${labels.join(".")}`;
        if (other !== "") assert.ok(!isDirect(labels.join("."), "443", `${prefix}${longer}`));
      }),
    );
  });

  it("comes from the usual variables, the small ones first", () => {
    const of = (environment: Record<string, string>) => networkFromEnvironment(environment).proxy;
    assert.equal(of({ HTTPS_PROXY: "http://a", https_proxy: "http://b" }), "http://b");
    assert.equal(of({ ALL_PROXY: "http://a" }), "http://a");
    assert.equal(of({ http_proxy: "http://a" }), undefined);
  });

  it("knows this machine only by its own names", () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        assert.ok(!isLoopback(domain));
        assert.ok(!isLoopback(`127.0.0.1.${domain}`));
      }),
    );
  });
});

function assertKept(settings: SiteSettings): void {
  for (const derive of [datadogApiUrl, mappingApiUrl])
    try {
      const url = derive(settings, undefined);
      assert.match(url, API_HOSTS);
      assert.equal(new URL(url).origin, url);
      assert.equal(requireDatadogApi(url, undefined), url);
    } catch (error) {
      if (!(error instanceof LiveFailure)) throw error;
      assert.equal(error.kind, "refused");
    }
}

function directory(url: string) {
  const services = ["datadog", "sts", "imds", "container", "azureImds", "entra"].map((name) => [name, url]);
  return {
    version: 1,
    ca: "",
    environment: { DD_API_KEY: "of the sandbox" },
    ...Object.fromEntries(services),
  };
}
