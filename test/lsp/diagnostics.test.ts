import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Diagnostic, LSPErrorCodes } from "vscode-languageserver/node";
import { LspClient, ruleAt } from "../support/lsp-client";

const AGENT = "file:///etc/datadog-agent/datadog.yaml";
const BROKEN = "site: datadoghq.eu\nlogs_enabeld: true\n";

describe("pulled diagnostics", () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start();
  });
  after(async () => assert.equal(await client.stop(), 0));

  it("says in `initialize` what it can do", () => {
    const { capabilities, serverInfo } = client.initialized;
    assert.equal(capabilities.textDocumentSync, 2, "incremental");
    assert.ok(
      capabilities.diagnosticProvider && capabilities.hoverProvider && capabilities.completionProvider,
    );
    assert.equal(serverInfo?.name, "ddconf");
  });

  it("carries source, code, link, severity, range and the fixes", async () => {
    client.open(AGENT, BROKEN);
    const [diagnostic] = await client.diagnostics(AGENT);
    assert.ok(diagnostic);
    assert.equal(ruleAt(diagnostic), "schema/unknown-key@1:0");
    assert.equal(diagnostic.source, "ddconf");
    assert.match(diagnostic.codeDescription?.href ?? "", /^https:.*unknown-key/);
    assert.equal(diagnostic.severity, 2);
    assert.deepEqual(diagnostic.range.end, { line: 1, character: 12 });
    assert.deepEqual(diagnostic.data, {
      rule: "schema/unknown-key",
      version: 1,
      fixes: [
        {
          title: "Rename to `logs_enabled`",
          safe: false,
          edits: [{ range: diagnostic.range, newText: "logs_enabled" }],
        },
      ],
    });
    client.close(AGENT);
  });

  it("an unchanged document is answered in short", async () => {
    client.open(AGENT, BROKEN);
    const first = await client.pull(AGENT);
    assert.equal(first.kind, "full");
    const again = await client.pull(AGENT, first.resultId);
    assert.deepEqual(again, { kind: "unchanged", resultId: first.resultId });
    client.change(AGENT, `${BROKEN}\n`);
    assert.equal((await client.pull(AGENT, first.resultId)).kind, "full");
    client.close(AGENT);
  });

  it("follows incremental edits", async () => {
    client.open(AGENT, BROKEN);
    assert.equal((await client.diagnostics(AGENT)).length, 1);
    const range = { start: { line: 1, character: 9 }, end: { line: 1, character: 12 } };
    client.change(AGENT, [{ range, text: "led" }]);
    assert.deepEqual(await client.diagnostics(AGENT), []);
    client.close(AGENT);
  });

  it("an edit ends the requests about the text before it", async () => {
    client.open(AGENT, BROKEN.repeat(2000));
    const outdated = client.diagnostics(AGENT).catch((error: { code: number }) => error.code);
    client.change(AGENT, "logs_enabled: true\n");
    const newest = client.diagnostics(AGENT);
    assert.equal(await outdated, LSPErrorCodes.ServerCancelled);
    assert.deepEqual(await newest, []);
    client.close(AGENT);
  });

  it("in a burst of edits only the last text is answered for", async () => {
    client.open(AGENT, BROKEN);
    const answers: Promise<Diagnostic[] | number>[] = [];
    for (let edit = 0; edit < 40; edit++) {
      client.change(AGENT, `${"#\n".repeat(edit)}${BROKEN}`);
      answers.push(client.diagnostics(AGENT).catch((error: { code: number }) => error.code));
    }
    const settled = await Promise.all(answers);
    const last = settled.pop();
    assert.ok(Array.isArray(last));
    assert.equal(last.map(ruleAt).join(), "schema/unknown-key@40:0");
    for (const [edit, answer] of settled.entries()) {
      if (Array.isArray(answer)) assert.equal(answer.map(ruleAt).join(), `schema/unknown-key@${edit + 1}:0`);
      else assert.equal(answer, LSPErrorCodes.ServerCancelled);
    }
    client.close(AGENT);
  });

  it("a cancelled request says so", async () => {
    client.open(AGENT, BROKEN.repeat(2000));
    const { CancellationTokenSource } = await import("vscode-languageserver/node");
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: AGENT } };
    const answer = client.connection.sendRequest("textDocument/diagnostic", params, source.token);
    source.cancel();
    await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
    client.close(AGENT);
  });

  it("leaves other files alone", async () => {
    for (const [uri, text] of [
      ["file:///project/docker-compose.yaml", "services:\n  a: b: c\n"],
      ["file:///project/datadog.yaml", "apiVersion: v1\nkind: Secret\n"],
      ["file:///project/notes.txt", "logs_enabeld: true\n"],
      ["file:///project/nginx.d/conf.yaml", "instances:\n - hots: a\n"],
    ] as const) {
      client.open(uri, text);
      assert.deepEqual(await client.diagnostics(uri), [], uri);
      assert.deepEqual(await client.complete(uri, { line: 0, character: 0 }), [], uri);
      client.close(uri);
    }
    assert.deepEqual(await client.diagnostics("file:///not/open/datadog.yaml"), []);
  });

  it("a new document in the editor is known by its language", async () => {
    client.open("untitled:Untitled-1", BROKEN, "datadog-yaml");
    assert.deepEqual(await client.rules("untitled:Untitled-1"), ["schema/unknown-key@1:0"]);
    client.open("untitled:Untitled-2", BROKEN, "plaintext");
    assert.deepEqual(await client.rules("untitled:Untitled-2"), []);
  });

  it("survives whatever is in a file", async () => {
    const garbage = [
      "\u0000\u0001\uFFFF\uD800",
      "a: &a [*a, *a]\nb: {<<: *a}\n",
      "- ".repeat(3000),
      "{".repeat(2000),
      `instances:\n${"  ".repeat(500)}- a: 'x\n`,
      "\t\t: :\n? ? ?\n!!binary |\n  \u{1F600}",
      "%YAML 9.9\n---\n...\n---\n",
      `x: ${"&a ".repeat(300)}`,
    ];
    for (const [index, text] of garbage.entries()) {
      const uri = `file:///project/${index}/postgres.d/conf.yaml`;
      client.open(uri, text);
      await client.diagnostics(uri);
      for (const method of ["documentSymbol", "codeLens"])
        await client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri } });
      const position = { line: 0, character: 2 };
      await client.complete(uri, position);
      await client.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position });
      client.close(uri);
    }
    assert.ok(client.alive);
    assert.deepEqual(client.logged, []);
  });
});

describe("pushed diagnostics", () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start({ pull: false });
  });
  after(async () => assert.equal(await client.stop(), 0));

  it("offers no pull to an editor that does not pull", () => {
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
  });

  it("sends the newest version only, and takes them back on close", async () => {
    client.open(AGENT, BROKEN);
    const first = await client.until(() => client.published.find(({ version }) => version === 1));
    assert.deepEqual(first.diagnostics.map(ruleAt), ["schema/unknown-key@1:0"]);
    let newest = 0;
    for (let edit = 1; edit <= 30; edit++) newest = client.change(AGENT, `${"#\n".repeat(edit)}${BROKEN}`);
    const last = await client.until(() => client.published.find(({ version }) => version === newest));
    assert.deepEqual(last.diagnostics.map(ruleAt), ["schema/unknown-key@31:0"]);
    const versions = client.published.map(({ version }) => version ?? 0);
    assert.deepEqual(
      versions,
      [...versions].sort((a, b) => a - b),
      "never an older version after a newer one",
    );
    assert.ok(versions.length < 10, `a burst is checked once, not ${versions.length} times`);
    client.close(AGENT);
    await client.until(() => client.published.at(-1)?.diagnostics.length === 0);
  });

  it("sends nothing about other files", async () => {
    client.published.length = 0;
    client.open("file:///project/docker-compose.yaml", "services: {}\n");
    client.open(AGENT, BROKEN);
    await client.until(() => client.published.length > 0);
    assert.deepEqual(
      client.published.map(({ uri }) => uri),
      [AGENT],
    );
  });
});
