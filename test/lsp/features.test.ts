import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { DocumentSymbol, Hover, MarkupContent, TextEdit } from "vscode-languageserver/node";
import { LspClient } from "../support/lsp-client";
import { unmarkCursor } from "../support/marks";

const AGENT = "file:///etc/datadog-agent/datadog.yaml";
const POSTGRES = "file:///etc/datadog-agent/conf.d/postgres.d/conf.yaml";

describe("language features over stdio", () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start();
  });
  after(async () => assert.equal(await client.stop(), 0));

  it("a quick fix applies and removes its finding", async () => {
    client.open(AGENT, "# café 😀\nlogs_enabeld: true\n");
    const diagnostics = await client.diagnostics(AGENT);
    const actions = await client.codeActions(AGENT, diagnostics);
    const fix = actions.find(({ title }) => title === "Rename to `logs_enabled`");
    assert.equal(fix?.kind, "quickfix");
    assert.equal(fix?.isPreferred, false, "a guess is not preferred");
    assert.equal(client.apply(AGENT, fix?.edit), "# café 😀\nlogs_enabled: true\n");
    assert.deepEqual(await client.rules(AGENT), []);
    client.close(AGENT);
  });

  it("a snippet of YAML goes where it belongs, also in a new file that has only a name", async () => {
    const place = (uri: string, snippet: string) =>
      client.connection.sendRequest("ddconf/placeSnippet", {
        textDocument: { uri },
        position: { line: 1, character: 0 },
        snippet,
      });
    const unsaved = "untitled:/workspace/postgres.d/conf.yaml";
    client.open(unsaved, "instances:\n", "datadog-yaml");
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
    assert.deepEqual(await place(unsaved, "- host: $1"), { range, snippet: "  - host: $1\n" });
    assert.equal(await place(unsaved, "delegated_auth:"), false);
    client.open("file:///workspace/values.yaml", "a: 1\n", "yaml");
    assert.equal(await place("file:///workspace/values.yaml", "delegated_auth:"), null);
  });

  it("an ignore comment hides the finding and keeps the indentation", async () => {
    client.open(AGENT, "apm_config:\n  reciever_port: 1\n");
    const diagnostics = await client.diagnostics(AGENT);
    const actions = await client.codeActions(AGENT, diagnostics, ["quickfix"]);
    const ignore = actions.find(({ title }) => title.startsWith("Ignore"));
    assert.equal(
      client.apply(AGENT, ignore?.edit),
      "apm_config:\n  # ddconf: ignore[schema/unknown-key] \n  reciever_port: 1\n",
    );
    assert.deepEqual(await client.rules(AGENT), []);
    client.close(AGENT);
  });

  it("puts the cursor where the reason goes, in editors that know snippets in edits", async () => {
    const capabilities = {
      workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
      textDocument: { diagnostic: {} },
    };
    const editor = await LspClient.start({ capabilities });
    editor.open(AGENT, "logs_enabeld: true\n");
    const actions = await editor.codeActions(AGENT, await editor.diagnostics(AGENT));
    const ignore = actions.find(({ title }) => title.startsWith("Ignore"));
    const [change] = ignore?.edit?.documentChanges ?? [];
    const start = { line: 0, character: 0 };
    assert.deepEqual(change && "edits" in change && change.edits, [
      {
        range: { start, end: start },
        snippet: { kind: "snippet", value: "# ddconf: ignore[schema/unknown-key] $0\n" },
      },
    ]);
    await editor.stop();
  });

  it("gives only the kinds that are asked for, and no edits of an older text", async () => {
    client.open(AGENT, "logs_enabeld: true\n");
    const diagnostics = await client.diagnostics(AGENT);
    assert.deepEqual(await client.codeActions(AGENT, diagnostics, ["refactor"]), []);
    assert.deepEqual(await client.codeActions(AGENT, diagnostics, ["source.organizeImports"]), []);
    assert.deepEqual(
      await client.codeActions(AGENT, diagnostics, ["source.fixAll"]),
      [],
      "nothing safe to fix",
    );
    const foreign = diagnostics.map((diagnostic) => ({ ...diagnostic, source: "yaml" }));
    assert.deepEqual(await client.codeActions(AGENT, foreign), []);
    client.change(AGENT, "\nlogs_enabeld: true\n");
    assert.deepEqual(await client.codeActions(AGENT, diagnostics), []);
    client.close(AGENT);
  });

  it("fixes everything that is safe to fix, in one edit", async () => {
    const fixable = "delegated_auth:\n  org_uuid: 11111111-2222-3333-4444-555555555555\n  provider: AWS\n";
    client.open(AGENT, `${fixable}  refresh_interval_mins: 0\nlogs_enabeld: true\n`);
    const diagnostics = await client.diagnostics(AGENT);
    const [action, ...others] = await client.codeActions(AGENT, diagnostics, ["source.fixAll"]);
    assert.deepEqual(others, []);
    assert.equal(action?.kind, "source.fixAll.ddconf");
    const fixed = client.apply(AGENT, action?.edit);
    assert.match(fixed, /provider: aws\n/);
    assert.match(fixed, /logs_enabeld/, "a guess is left to the user");
    const left = await client.diagnostics(AGENT);
    assert.ok(left.length < diagnostics.length);
    assert.deepEqual(await client.codeActions(AGENT, left, ["source.fixAll.ddconf"]), []);
    const single = diagnostics.find(({ code }) => code === "delegated-auth/provider");
    assert.ok(single);
    client.close(AGENT);
  });

  it("completes while the text does not parse", async () => {
    const { text, position } = unmarkCursor("init_config:\ninstances:\n  - ho│\n    port: 5432\n");
    client.open(POSTGRES, text);
    const host = (await client.complete(POSTGRES, position)).find(({ label }) => label === "host");
    assert.equal((host?.textEdit as TextEdit | undefined)?.newText, "host: ");
    client.close(POSTGRES);
  });

  it("offers a choice of values as a snippet", async () => {
    const { text, position } = unmarkCursor("log_l│");
    client.open(AGENT, text);
    const level = (await client.complete(AGENT, position)).find(({ label }) => label === "log_level");
    assert.match((level?.textEdit as TextEdit | undefined)?.newText ?? "", /^log_level: \$\{1\|trace,debug,/);
    client.close(AGENT);
  });

  it("a blank opens the list behind a colon, not while indenting", async () => {
    const ask = async (marked: string) => {
      const { text, position } = unmarkCursor(marked);
      client.open(AGENT, text);
      const context = { triggerKind: 2, triggerCharacter: " " };
      const params = { textDocument: { uri: AGENT }, position, context };
      const items: unknown[] = await client.connection.sendRequest("textDocument/completion", params);
      client.close(AGENT);
      return items.length;
    };
    assert.equal(await ask("logs_enabled: │"), 2);
    assert.equal(await ask("apm_config:\n  │"), 0);
  });

  it("explains an option", async () => {
    client.open(AGENT, "apm_config:\n  receiver_port: 8126\nlogs_enabled: yes\n");
    const hover = await hoverAt(AGENT, 1, 4);
    assert.match(hover, /^\*\*apm_config\.receiver_port\*\* `integer`, default `8126`/);
    assert.match(hover, /`DD_APM_RECEIVER_PORT`/);
    assert.match(await hoverAt(AGENT, 2, 15), /YAML reads `yes` as `true`/);
    client.change(AGENT, "site: us3.datadoghq.com\n");
    assert.match(await hoverAt(AGENT, 0, 10), /The site US3: .*`api\.us3\.datadoghq\.com`/);
    client.close(AGENT);
  });

  it("names the rule of a finding under the cursor", async () => {
    client.open(AGENT, "logs_enabeld: true\n");
    assert.match(
      await hoverAt(AGENT, 0, 3),
      /^\[schema\/unknown-key\]\(https:.*\): The Agent has no such option$/,
    );
    client.close(AGENT);
  });

  it("names instances after what they connect to", async () => {
    client.open(
      POSTGRES,
      "instances:\n  - host: db1\n    port: 5432\n    dbname: orders\n    password: hunter2\n",
    );
    const params = { textDocument: { uri: POSTGRES } };
    const symbols: DocumentSymbol[] = await client.connection.sendRequest(
      "textDocument/documentSymbol",
      params,
    );
    const instance = symbols[0]?.children?.[0];
    assert.equal(instance?.name, "postgres · db1:5432/orders");
    assert.deepEqual(
      instance?.children?.map(({ name, detail }) => [name, detail]),
      [
        ["host", "db1"],
        ["port", "5432"],
        ["dbname", "orders"],
        ["password", undefined],
      ],
    );
    client.close(POSTGRES);
  });

  async function hoverAt(uri: string, line: number, character: number): Promise<string> {
    const params = { textDocument: { uri }, position: { line, character } };
    const hover: Hover | null = await client.connection.sendRequest("textDocument/hover", params);
    return (hover?.contents as MarkupContent | undefined)?.value ?? "";
  }
});
