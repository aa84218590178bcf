import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { CREDENTIALS, type Failure, type ServiceName } from "../../server/src/sandbox/index";
import { ACCOUNT, AGENT_ROLE, FIRST_PATTERN, ORG_UUID, TASK_ID } from "../../server/src/sandbox/known";
import { ddconfLive } from "../support/live";
import { type Relay, startRelay } from "../support/relay";

/** Every command that has to do with secrets is a line here; they run one after another in one sandbox. */
const COMMANDS: readonly (readonly [args: string, code: number])[] = [
  ["mapping list", 0],
  ["mapping list --format json", 0],
  ["mapping match", 0],
  ["mapping match --format json", 0],
  [`mapping create --pattern ${FIRST_PATTERN}`, 2],
  ["mapping create", 2],
  ["mapping create --kind persona --account-identifier a@example.com --yes", 0],
  [`mapping create --pattern arn:aws:sts::${ACCOUNT}:assumed-role/other/* --format json`, 0],
  [`mapping delete arn:aws:sts::${ACCOUNT}:assumed-role/other/*`, 2],
  [`mapping delete arn:aws:sts::${ACCOUNT}:assumed-role/other/* --yes`, 0],
  ["auth test datadog.yaml --yes", 0],
  ["auth test datadog.yaml --yes --format json", 0],
  ["auth test datadog.yaml --yes --show-proof=redacted", 0],
  ["auth test datadog.yaml --dry-run --format json --show-proof=redacted", 0],
  ["auth test datadog.yaml --as me --yes", 0],
  [`auth test --as terraform --org-uuid ${ORG_UUID} --yes`, 0],
  [`auth test --as terraform --org-uuid ${ORG_UUID} --yes --format json`, 0],
  ["check datadog.yaml", 0],
];

/** What services may do while something secret is on its way. */
const FAILURES: readonly (readonly [ServiceName, Failure])[] = [
  ["datadog", "error"],
  ["datadog", "throttle"],
  ["datadog", "malformed"],
  ["datadog", "huge"],
  ["datadog", "redirect"],
  ["datadog", "drop"],
  ["sts", "error"],
  ["sts", "malformed"],
  ["sts", "redirect"],
];

/** What the user's own environment holds; a sandbox has no use for it. */
const REAL = {
  DD_API_KEY: "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb",
  DD_APP_KEY: "ccccccccccccccccccccdddddddddddddddddddd",
  AWS_SECRET_ACCESS_KEY: "real-secret-access-key-of-the-user",
  AWS_SESSION_TOKEN: "real-session-token-of-the-user",
  AWS_ACCESS_KEY_ID: "AKIAI44QH8DHBEXAMPLE",
  HTTPS_PROXY: "http://user:real-proxy-password@127.0.0.1:1",
};

/** Makes libraries say as much as they can. */
const LOUD = { DEBUG: "*", NODE_DEBUG: "fetch,undici,module,crypto,fs", AZURE_LOG_LEVEL: "verbose" };

let home: string;
before(() => {
  home = mkdtempSync(join(tmpdir(), "ddconf-secrets-"));
  for (const name of ["home", "tmp", "config", "cache", "state", "data", "work"]) mkdirSync(join(home, name));
  writeFileSync(join(home, "work", "datadog.yaml"), `delegated_auth:\n  org_uuid: ${ORG_UUID}\n`);
});
after(() => rmSync(home, { recursive: true, force: true }));

describe("no secret is shown or kept", () => {
  let relay: Relay;
  before(async () => {
    relay = await startRelay();
  });
  after(() => relay.close());

  for (const [args, code] of COMMANDS)
    it(`by ddconf ${args}`, async () => {
      assert.equal(await leakless(args, relay), code);
    });

  it("by any of them when libraries are told to talk", async () => {
    for (const args of ["mapping list", "mapping match", "auth test datadog.yaml --yes"])
      await leakless(args, relay, LOUD);
  });

  it("where Node would write it itself: nothing is sent then", async () => {
    for (const NODE_DEBUG of ["http", "HTTPS", "a,net", "tls", "child_process", "*"]) {
      const { code, out, err } = await ddconfLive(["mapping", "list"], { env: { ...REAL, NODE_DEBUG } });
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, /With this NODE_DEBUG/);
    }
  });

  for (const [service, failure] of FAILURES)
    it(`when ${service} fails with ${failure}`, async () => {
      relay.sandbox.fail(service, failure);
      const code = await leakless("auth test datadog.yaml --yes", relay);
      relay.sandbox.fail(service, undefined);
      assert.equal(code, 1);
    });

  it("and there were secrets to be found", () => {
    const kinds = [
      /^[0-9a-f]{32}$/,
      /^[0-9a-f]{40}$/,
      /^[0-9a-f]{64}$/,
      /\|POST\|/,
      /^eyJ[\w-]+\.eyJ/,
      /^FwoG/,
    ];
    for (const kind of kinds)
      assert.ok(
        [...relay.secrets].some((secret) => kind.test(secret)),
        String(kind),
      );
  });
});

describe("no secret of a credential source is shown or kept", () => {
  for (const credentials of CREDENTIALS)
    it(credentials, async () => {
      const relay = await startRelay({ credentials });
      try {
        const before = relay.secrets.size;
        const code = await leakless("auth test datadog.yaml --yes", relay);
        assert.equal(code, 0, `as ${AGENT_ROLE}`);
        assert.ok(relay.secrets.size > before + 3);
      } finally {
        await relay.close();
      }
    });
});

/** Runs a command and looks for every secret of the run in all it said and wrote; answers its exit code. */
async function leakless(
  args: string,
  { url, secrets }: Relay,
  more: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  const { code, out, err } = await ddconfLive(args.split(" "), {
    cwd: join(home, "work"),
    env: {
      ...REAL,
      HOME: join(home, "home"),
      USERPROFILE: join(home, "home"),
      TMPDIR: join(home, "tmp"),
      XDG_CONFIG_HOME: join(home, "config"),
      XDG_CACHE_HOME: join(home, "cache"),
      XDG_STATE_HOME: join(home, "state"),
      XDG_DATA_HOME: join(home, "data"),
      DDCONF_SANDBOX: url,
      ...more,
    },
  });
  // the session name of an ECS task is shown, and the sandbox's task is called like its API key
  const said = [out, err].map((text) => text.replaceAll(new RegExp(`[/:]${TASK_ID}\\b`, "g"), ""));
  const wanted = [...secrets, ...Object.values(REAL).slice(0, 4), "real-proxy-password"];
  const found = wanted.flatMap((secret) =>
    [["standard output", said[0]], ["standard error", said[1]], ...filesBelow(home)].flatMap(
      ([where = "", text = ""]) =>
        spellings(secret).some((spelling) => text.includes(spelling))
          ? [`${where} holds ${mark(secret)}`]
          : [],
    ),
  );
  assert.deepEqual(found, []);
  assert.deepEqual(
    filesBelow(home).map(([path]) => path),
    [join(home, "work", "datadog.yaml")],
  );
  return code;
}

/** As it is, and as a log, a URL or a report might write it. */
function spellings(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
    Buffer.from(secret).toString("hex"),
    JSON.stringify(secret).slice(1, -1),
  ];
}

function filesBelow(folder: string): readonly (readonly [path: string, text: string])[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path, "latin1")] as const);
}

/** A failed test must not show it either. */
function mark(secret: string): string {
  return `${secret.slice(0, 4)}… (${secret.length} characters)`;
}
