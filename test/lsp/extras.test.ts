import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { ClientCapabilities, InlayHint } from "vscode-languageserver/node";
import { LspClient } from "../support/lsp-client";

const AGENT = "file:///etc/datadog-agent/datadog.yaml";
const DELEGATED = "site: datadoghq.eu\ndelegated_auth:\n  org_uuid: 11111111-2222-3333-4444-555555555555\n";

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
});
