import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { PassThrough } from "node:stream";
import { after, before, describe, it } from "node:test";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { API_KEY, APP_KEY, ORG_UUID, TASK_ID } from "../../server/src/sandbox/known";
import { type Relay, startRelay } from "../support/relay";

const FILE = "file:///workspace/datadog.yaml";
const DATABASE = "file:///workspace/postgres.d/conf.yaml";
const TEXTS: Readonly<Record<string, string>> = {
  [FILE]: `site: datadoghq.com\ndelegated_auth:\n  org_uuid: ${ORG_UUID}\n  provider: aws\n`,
  [DATABASE]:
    "instances:\n  - host: orders.abcdefghijkl.us-east-1.rds.amazonaws.com\n    port: 5432\n    username: datadog\n    aws:\n      region: us-east-1\n      managed_authentication:\n        enabled: true\n",
};

/** What the window itself keeps: keys in its secret storage, and a proxy with a password in its settings. */
const WINDOW_KEYS = {
  apiKey: "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb",
  appKey: "ccccccccccccccccccccdddddddddddddddddddd",
};
const PROXY = "http://user:password-of-the-proxy@127.0.0.1:1";
/** What stands in the environment that the editor was started from; a sandbox has no use for it. */
const REAL = {
  DD_API_KEY: "eeeeeeeeeeeeeeeeffffffffffffffff",
  DD_APP_KEY: "ffffffffffffffffffffeeeeeeeeeeeeeeeeeeee",
  AWS_ACCESS_KEY_ID: "AKIAI44QH8DHBEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "real-secret-access-key-of-the-user",
  AWS_SESSION_TOKEN: "real-session-token-of-the-user",
};

describe("no secret is in the messages of the language server", () => {
  let relay: Relay;
  let editor: Editor;
  before(async () => {
    relay = await startRelay();
    editor = await startEditor();
  });
  after(async () => {
    await editor.stop();
    await relay.close();
  });

  const execute = (command: string, more: object = {}) =>
    editor.connection.sendRequest<Record<string, unknown>>("workspace/executeCommand", {
      command: `ddconf.${command}`,
      arguments: [{ uri: FILE, sandbox: relay.url, ...editor.sealed, ...more }],
      workDoneToken: `${command}-progress`,
    });

  it("when a whole exchange is tested", async () => {
    const { report } = await execute("testDelegatedAuth");
    assert.equal((report as { status: string }).status, "passed", JSON.stringify(report));
    assert.ok([...relay.secrets].some((secret) => secret.includes("|POST|")));
  });

  it("when it is tested as the user", async () => {
    const { report } = await execute("testDelegatedAuth", { identity: { as: "me" }, dryRun: true });
    assert.equal((report as { status: string }).status, "passed", JSON.stringify(report));
  });

  it("when mappings are listed, created and deleted", async () => {
    const { mappings } = await execute("manageMappings", { action: "list" });
    assert.equal((mappings as unknown[]).length, 1);
    const { proposal } = await execute("manageMappings", { action: "propose" });
    const { pattern } = proposal as { pattern: string };
    const created = { action: "create", pattern, kind: "persona", accountIdentifier: "a@example.com" };
    const { mapping } = await execute("manageMappings", created);
    const { id } = mapping as { id: string };
    await execute("manageMappings", { action: "delete", kind: "persona", id });
  });

  it("when a token is fetched, which arrives sealed", async () => {
    const answer = await execute("fetchDatabaseToken", { uri: DATABASE, instance: 0 });
    const token = editor.open(String(answer.sealedToken));
    assert.match(token, /^orders\.[^?]+\?.*X-Amz-Signature=[0-9a-f]{64}/);
    editor.secrets.push(token, /X-Amz-Signature=([0-9a-f]+)/.exec(token)?.[1] ?? "");
  });

  it("when services fail, arguments make no sense, or keys were sealed by somebody else", async () => {
    for (const [service, failure] of [
      ["datadog", "error"],
      ["datadog", "malformed"],
      ["datadog", "redirect"],
      ["sts", "error"],
      ["sts", "drop"],
    ] as const) {
      relay.sandbox.fail(service, failure);
      const { report } = await execute("testDelegatedAuth");
      assert.equal((report as { status: string }).status, "failed");
      await assert.rejects(execute("manageMappings", { action: service === "sts" ? "propose" : "list" }));
      relay.sandbox.fail(service, undefined);
    }
    // without a sandbox the window's own keys would be used: none of this gets so far as to send them
    const { sealedKeys } = editor.sealed;
    for (const odd of [
      { sandbox: undefined, sealedKeys: sealedKeys.slice(4) },
      { sandbox: undefined, sealedKeys: editor.seal(`not json ${WINDOW_KEYS.apiKey}`) },
      { sandbox: undefined, uri: FILE.replace("datadog", "none") },
      { sandbox: "http://user@127.0.0.1:1" },
    ])
      await assert.rejects(execute("manageMappings", { action: "list", ...odd }));
    for (const odd of [null, 5, "x", []])
      await assert.rejects(
        editor.connection.sendRequest("workspace/executeCommand", {
          command: "ddconf.fetchDatabaseToken",
          arguments: [odd],
        }),
      );
  });

  it("in anything that went over the wire or to standard error", () => {
    const { traffic, secrets } = editor;
    const said = traffic().replaceAll(new RegExp(`[/:]${TASK_ID}\\b`, "g"), "");
    for (const part of ['"ddconf/confirm"', '"$/progress"', '"sealedToken"', "workspace/executeCommand"])
      assert.ok(said.includes(part), `${part} was recorded`);
    const wanted = [
      ...relay.secrets,
      ...secrets,
      API_KEY,
      APP_KEY,
      ...Object.values(WINDOW_KEYS),
      ...Object.values(REAL),
      PROXY,
      "password-of-the-proxy",
    ].filter((secret) => secret !== "");
    const found = wanted.filter((secret) => spellings(secret).some((spelling) => said.includes(spelling)));
    assert.deepEqual(
      found.map((secret) => `${secret.slice(0, 4)}… (${secret.length} characters)`),
      [],
    );
  });
});

interface Editor {
  readonly connection: ProtocolConnection;
  /** The window's keys and its proxy, as the client sends them. */
  readonly sealed: { readonly sealedKeys: string; readonly sealedProxy: string };
  /** What was issued for this window. */
  readonly secrets: string[];
  seal(text: string): string;
  open(sealed: string): string;
  /** Every byte in both directions, and standard error. */
  traffic(): string;
  stop(): Promise<void>;
}

/** A window of VS Code, as far as the server sees one, that writes down every byte. */
async function startEditor(): Promise<Editor> {
  const key = randomBytes(32);
  const recorded: Buffer[] = [];
  const server = spawn(process.execPath, [resolve("dist/server.js"), "--stdio"], {
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...process.env,
      ...REAL,
      XDG_CACHE_HOME: resolve("dist/test/.cache"),
      DDCONF_CHANNEL_KEY: key.toString("base64"),
    },
  });
  const sent = new PassThrough();
  for (const stream of [server.stdout, server.stderr, sent])
    stream.on("data", (chunk: Buffer) => recorded.push(chunk));
  sent.pipe(server.stdin);
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(sent),
  );
  connection.onRequest("ddconf/confirm", () => true);
  connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => null));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { configuration: true }, window: { workDoneProgress: true } },
    initializationOptions: { liveCommands: true, trusted: true },
    trace: "verbose",
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("$/setTrace", { value: "verbose" });
  for (const [uri, text] of Object.entries(TEXTS))
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
  const seal = (text: string): string => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
  };
  return {
    connection,
    sealed: { sealedKeys: seal(JSON.stringify(WINDOW_KEYS)), sealedProxy: seal(PROXY) },
    secrets: [key.toString("base64")],
    seal,
    open: (sealed) => {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
    traffic: () => Buffer.concat(recorded).toString("utf8"),
    stop: async () => {
      const ended = new Promise((done) => server.on("exit", done));
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      await ended;
      connection.dispose();
    },
  };
}

/** As it is, and as a log, a URL or a message might write it. */
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
