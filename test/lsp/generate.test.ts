import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { CodeAction } from "vscode-languageserver/node";
import { LspClient } from "../support/lsp-client";

const POSTGRES = "file:///etc/datadog-agent/conf.d/postgres.d/conf.yaml";

describe("generating over stdio", () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start();
    client.open(
      POSTGRES,
      [
        "instances:",
        "  - host: orders.abc.eu-west-1.rds.amazonaws.com",
        "    username: datadog",
        "    aws:",
        "      region: eu-west-1",
        "      managed_authentication:",
        "        enabled: true",
        "",
      ].join("\n"),
    );
  });
  after(async () => assert.equal(await client.stop(), 0));

  it("a code action leads to a command whose answer is the text", async () => {
    const position = { line: 2, character: 4 };
    const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: POSTGRES },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ["refactor.ddconf"], triggerKind: 1 },
    });
    const action = actions.find(({ title }) => title === "Generate the IAM policy for this login");
    assert.equal(action?.kind, "refactor.ddconf");
    const artefact: { language: string; text: string; notes: string[] } = await client.connection.sendRequest(
      "workspace/executeCommand",
      { command: action?.command?.command, arguments: action?.command?.arguments },
    );
    assert.equal(artefact.language, "json");
    assert.match(artefact.text, /dbuser:db-<RESOURCE_ID>\/datadog/);
    assert.ok(artefact.notes.length > 0);
  });

  it("options go along, and wrong arguments are refused in words", async () => {
    const run = (argument: unknown): Promise<{ text: string }> =>
      client.connection.sendRequest("workspace/executeCommand", {
        command: "ddconf.generate",
        arguments: [argument],
      });
    const what = { uri: POSTGRES, generator: "sql-grants", instance: 0 };
    assert.match((await run({ ...what, options: { serverVersion: "9.6" } })).text, /pg_stat_activity/);
    await assert.rejects(run({ ...what, instance: 7 }), /nothing to generate/);
    await assert.rejects(run({ ...what, generator: "nothing" }), /nothing to generate/);
    await assert.rejects(run({ ...what, options: { account: "12" } }), /twelve digits/);
    await assert.rejects(run(null), /\{ uri, generator/);
  });
});
