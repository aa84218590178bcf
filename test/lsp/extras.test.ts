import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { ClientCapabilities, CodeLens, InlayHint } from "vscode-languageserver/node";
import { LspClient } from "../support/lsp-client";
import { iamInstance } from "../support/workspace";

const AGENT = "file:///etc/datadog-agent/datadog.yaml";
const DELEGATED = "site: datadoghq.eu\ndelegated_auth:\n  org_uuid: 11111111-2222-3333-4444-555555555555\n";

const MAPPING = "file:///workspace/mapping.json";
const MAPPINGS = `${JSON.stringify(
  {
    data: {
      type: "aws_cloud_auth_intake_mapping",
      attributes: { arn_pattern: "arn:aws:sts::463912045018:assumed-role/datadog-agent/*" },
    },
  },
  null,
  2,
)}\n`;

const CAPABILITIES: ClientCapabilities = {
  workspace: {
    configuration: true,
    executeCommand: {},
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
  textDocument: { diagnostic: {} },
};

describe("what the editor draws into the text", () => {
  let client: LspClient;
  const refreshed = { hints: 0, lenses: 0 };
  before(async () => {
    const initializationOptions = { liveCommands: true, asksForCaller: true, rulePages: true };
    client = await LspClient.start({ capabilities: CAPABILITIES, initializationOptions });
    client.connection.onRequest("workspace/inlayHint/refresh", () => {
      refreshed.hints++;
      return null;
    });
    client.connection.onRequest("workspace/codeLens/refresh", () => {
      refreshed.lenses++;
      return null;
    });
  });
  after(async () => assert.equal(await client.stop(), 0));

  const hints = (): Promise<InlayHint[]> =>
    client.connection.sendRequest("textDocument/inlayHint", {
      textDocument: { uri: AGENT },
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    });

  it("inlay hints say what the Agent derives, and why", async () => {
    client.open(AGENT, DELEGATED);
    const [hint] = await hints();
    assert.deepEqual(hint?.position, { line: 0, character: 18 });
    assert.equal(hint?.label, "→ api.datadoghq.eu");
    assert.match(JSON.stringify(hint?.tooltip), /"markdown".*follows from `site`/);
    client.close(AGENT);
  });

  it("inlay hints can be switched off, and the editor is told to ask again", async () => {
    client.open(AGENT, DELEGATED);
    await hints();
    await client.changeSettings({ inlayHints: { enable: false } });
    assert.deepEqual(await hints(), []);
    assert.ok(refreshed.hints > 0);
    await client.changeSettings(null);
    assert.equal((await hints()).length, 1);
    client.close(AGENT);
  });

  const lenses = async (uri: string): Promise<unknown[]> => {
    const params = { textDocument: { uri } };
    const found: CodeLens[] = await client.connection.sendRequest("textDocument/codeLens", params);
    return found.map(({ range, command }) => [
      range.start.line,
      command?.title,
      command?.command,
      command?.arguments,
    ]);
  };

  it("code lenses offer the live checks and what can be generated", async () => {
    client.open(AGENT, DELEGATED);
    assert.deepEqual(await lenses(AGENT), [
      [1, "Test delegated auth", "ddconf.testDelegatedAuth", [{ uri: AGENT }]],
    ]);
    client.close(AGENT);
    const uri = "file:///etc/datadog-agent/conf.d/postgres.d/conf.yaml";
    client.open(uri, `${iamInstance()}  - host: a\n    username: b\n    password: ENC[c]\n`);
    assert.deepEqual(await lenses(uri), [
      [3, "Fetch token", "ddconf.fetchDatabaseToken", [{ uri, instance: 0 }]],
      [3, "Test login", "ddconf.testDatabaseLogin", [{ uri, instance: 0 }]],
      [3, "Generate IAM policy", "ddconf.generate", [{ uri, generator: "rds-policy", instance: 0 }]],
      [3, "Generate grants", "ddconf.generate", [{ uri, generator: "sql-grants", instance: 0 }]],
    ]);
    await client.changeSettings({ codeLens: { enable: false } });
    assert.deepEqual(await lenses(uri), []);
    assert.ok(refreshed.lenses > 0);
    await client.changeSettings(null);
    client.close(uri);
  });

  it("code lenses lead nowhere that the editor cannot go", async () => {
    const plain = await LspClient.start();
    const uri = "file:///etc/datadog-agent/conf.d/postgres.d/conf.yaml";
    plain.open(uri, iamInstance());
    assert.deepEqual(
      await plain.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } }),
      [],
    );
    await plain.stop();
  });

  it("tells which patterns of a mapping match a caller, and why not", async () => {
    client.open(MAPPING, MAPPINGS, "json");
    assert.deepEqual(await lenses(MAPPING), [[4, "Who matches?", "ddconf.matchMapping", [{ uri: MAPPING }]]]);
    const ask = (caller?: string) =>
      client.connection.sendRequest("workspace/executeCommand", {
        command: "ddconf.matchMapping",
        arguments: [{ uri: MAPPING, ...(caller === undefined ? {} : { caller }) }],
      });
    const pattern = "arn:aws:sts::463912045018:assumed-role/datadog-agent/*";
    assert.deepEqual(await ask(" arn:aws:sts::463912045018:assumed-role/datadog-agent/i-0a1b2c3d "), {
      caller: "arn:aws:sts::463912045018:assumed-role/datadog-agent/i-0a1b2c3d",
      problem: null,
      patterns: [
        {
          range: { start: { line: 4, character: 21 }, end: { line: 4, character: 77 } },
          pattern,
          mapping: "intake",
          matches: true,
          because: "the caller's ARN continues it",
        },
      ],
    });
    const other = await ask("arn:aws:sts::463912045018:assumed-role/other/i-0a1b2c3d");
    assert.match(JSON.stringify(other), /"matches":false,"because":"the role differs/);
    const role = await ask("arn:aws:iam::463912045018:role/datadog-agent");
    assert.match(JSON.stringify(role), /"problem":"[^"]*is the ARN of a role/);
    await assert.rejects(ask(), /\{ uri, caller \}/);
    client.close(MAPPING);
  });

  it("rules can be explained inside of the editor, behind all other quick fixes", async () => {
    client.open(AGENT, "logs_enabeld: true\n");
    const actions = await client.codeActions(AGENT, await client.diagnostics(AGENT));
    const last = actions.at(-1);
    assert.equal(last?.title, "Explain `schema/unknown-key`");
    assert.deepEqual(last?.command?.arguments, ["schema/unknown-key"]);
    client.close(AGENT);
    const rules: { id: string }[] = await client.connection.sendRequest("ddconf/rules");
    assert.ok(rules.some(({ id }) => id === "schema/unknown-key"));
    for (const { id } of rules) {
      const page: string = await client.connection.sendRequest("ddconf/rulePage", { id });
      assert.match(page, /^# .*## How to fix it.*\*(?:Wrong|Right)/s);
      assert.doesNotMatch(page, /[⟦⟧]|^```\w+ (?:bad|good|fixed)/m);
    }
    assert.equal(await client.connection.sendRequest("ddconf/rulePage", { id: "no/such" }), null);
  });
});
