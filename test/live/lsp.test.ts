import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import {
  CancellationTokenSource,
  type ExecuteCommandParams,
  WorkDoneProgress,
} from "vscode-languageserver/node";
import type { Report } from "../../server/src/live/report";
import { type Sandbox, startSandbox } from "../../server/src/sandbox";
import { type ClientOptions, LspClient } from "../support/lsp-client";

const URI = "file:///workspace/datadog.yaml";
const TEXT =
  "site: datadoghq.com\ndelegated_auth:\n  org_uuid: 11111111-2222-3333-4444-555555555555\n  provider: aws\n  aws:\n    region: us-east-1\n";
const WINDOW = { liveCommands: true, trusted: true };

interface Answer {
  readonly report: Report;
  readonly markdown: string;
}

describe("live commands over LSP", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  /** Starts an editor that answers each question with `yes`. */
  const start = async (initializationOptions: object, yes = true, options: ClientOptions = {}) => {
    const client = await LspClient.start({ ...options, initializationOptions });
    const questions: string[] = [];
    client.connection.onRequest("ddconf/confirm", ({ question }: { question: string }) => {
      questions.push(question);
      return yes;
    });
    client.open(URI, TEXT);
    const test = (extra: object = {}, params: Partial<ExecuteCommandParams> = {}) =>
      client.connection.sendRequest<Answer>("workspace/executeCommand", {
        command: "ddconf.testDelegatedAuth",
        arguments: [{ uri: URI, sandbox: sandbox.url, ...extra }],
        ...params,
      });
    return { client, questions, test };
  };

  it("runs a whole exchange, asks once, and shows progress", async () => {
    const { client, questions, test } = await start(WINDOW);
    const workDoneToken = randomUUID();
    const progress: string[] = [];
    client.connection.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      progress.push(value.kind === "report" ? (value.message ?? "") : value.kind);
    });
    const { report, markdown } = await test({}, { workDoneToken });
    assert.equal(report.status, "passed", JSON.stringify(report, null, 2));
    assert.deepEqual(
      report.steps.map(({ id }) => id),
      ["config", "credentials", "identity", "mapping", "proof", "exchange"],
    );
    assert.equal(questions.length, 1);
    assert.match(markdown, /^# Test/);
    assert.equal(progress[0], "begin");
    assert.equal(progress.at(-1), "end");
    assert.ok(progress.length >= 2 + report.steps.length, progress.join());
    assert.equal(await client.stop(), 0);
  });

  it("stops before the exchange when the user says no", async () => {
    const { client, test } = await start(WINDOW, false);
    const { report } = await test();
    assert.notEqual(report.steps.at(-1)?.status, "passed");
    assert.ok(!sandbox.requests.slice(-1).some(({ path }) => path === "/api/v2/intake-key"));
    await client.stop();
  });

  it("runs nothing before the workspace is trusted", async () => {
    const { client, test } = await start({ liveCommands: true });
    const before = sandbox.requests.length;
    await assert.rejects(test(), /folders that you trust/);
    assert.equal(sandbox.requests.length, before);
    await client.connection.sendNotification("ddconf/trusted");
    assert.equal((await test()).report.status, "passed");
    await client.stop();
  });

  it("offers its commands by name to other editors that are trusted, and to no one else", async () => {
    const offered = async (options: object) => {
      const client = await LspClient.start({ initializationOptions: options });
      const { commands = [] } = client.initialized.capabilities.executeCommandProvider ?? {};
      await client.stop();
      return commands.includes("ddconf.testDelegatedAuth");
    };
    assert.equal(await offered({}), false);
    assert.equal(await offered({ trusted: true }), true);
    // this one has a command of that name itself
    assert.equal(await offered(WINDOW), false);
  });

  it("is cancelled with its request", async () => {
    sandbox.fail("sts", "timeout");
    const before = sandbox.requests.length;
    try {
      const { client } = await start(WINDOW);
      const source = new CancellationTokenSource();
      const answer = client.connection.sendRequest<Answer>(
        "workspace/executeCommand",
        { command: "ddconf.testDelegatedAuth", arguments: [{ uri: URI, sandbox: sandbox.url }] },
        source.token,
      );
      while (!sandbox.requests.slice(before).some(({ service }) => service === "sts")) await delay(5);
      source.cancel();
      const { report } = await answer;
      assert.equal(report.status, "cancelled");
      await client.stop();
    } finally {
      sandbox.fail("sts", undefined);
    }
  });

  it("is cancelled also while a question stands that nobody answers", async () => {
    const { client, test } = await start(WINDOW);
    const source = new CancellationTokenSource();
    client.connection.onRequest("ddconf/confirm", () => {
      source.cancel();
      return new Promise(() => {});
    });
    const answer = client.connection.sendRequest<Answer>(
      "workspace/executeCommand",
      { command: "ddconf.testDelegatedAuth", arguments: [{ uri: URI, sandbox: sandbox.url }] },
      source.token,
    );
    assert.equal((await answer).report.status, "cancelled");
    // and what comes next does not wait for it
    assert.equal((await test({ dryRun: true })).report.status, "passed");
    await client.stop();
  });

  it("refuses a sandbox that is not on this machine", async () => {
    const { client, test } = await start(WINDOW);
    await assert.rejects(test({ sandbox: "http://sandbox.example:8126" }), /not on this machine/);
    await client.stop();
  });

  it("gives no token to an editor without a channel of its own", async () => {
    const uri = "file:///workspace/postgres.d/conf.yaml";
    const { client } = await start(WINDOW);
    client.open(
      uri,
      "instances:\n  - host: orders.abcdefghijkl.us-east-1.rds.amazonaws.com\n    port: 5432\n    username: datadog\n    aws:\n      region: us-east-1\n      managed_authentication:\n        enabled: true\n",
    );
    const params = {
      command: "ddconf.fetchDatabaseToken",
      arguments: [{ uri, instance: 0, sandbox: sandbox.url }],
    };
    await assert.rejects(client.connection.sendRequest("workspace/executeCommand", params), /plain text/);
    await client.stop();
  });
});
