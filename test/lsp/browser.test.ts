import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { Diagnostic } from "vscode-languageserver/node";
import { globSync } from "../../scripts/files.mjs";
import { browserServer } from "../support/browser-server";
import { LspClient } from "../support/lsp-client";
import { iamInstance, loginPolicy } from "../support/workspace";

const EXAMPLES = globSync("examples", /\.yaml$/).map((path) => path.replaceAll("\\", "/"));
const GITHUB = "vscode-vfs://github/acme/agent";
const CONF = `${GITHUB}/conf.d/my%20own/postgres.d/conf.yaml`;
const POLICY = `${GITHUB}/iam/policy.json`;

describe("the server in a web worker", () => {
  it("says about the examples what the server in Node says", async (test) => {
    const worker = await LspClient.start({}, browserServer());
    const node = await LspClient.start();
    test.after(() => Promise.all([worker.stop(), node.stop()]));
    assert.deepEqual(worker.initialized, node.initialized);
    const said = { diagnostics: 0, artefacts: 0 };
    for (const path of EXAMPLES) {
      const text = readFileSync(path, "utf8");
      const answers = await everything(worker, path, text);
      assert.deepEqual(answers, await everything(node, path, text), path);
      said.diagnostics += answers.diagnostics.length;
      if (typeof answers.artefact === "object") said.artefacts++;
    }
    assert.ok(said.diagnostics >= 10 && said.artefacts >= 5, JSON.stringify(said));
    assert.deepEqual(worker.logged, []);
  });

  it("reports mistakes as they are typed", async () => {
    const worker = await LspClient.start({ pull: false }, browserServer());
    const uri = "vscode-test-web://mount/datadog-agent/datadog.yaml";
    worker.open(uri, "logs_enabeld: true\n");
    await worker.until(() => worker.published.at(-1)?.diagnostics.length === 1);
    worker.change(uri, "logs_enabled: true\n");
    await worker.until(() => worker.published.at(-1)?.diagnostics.length === 0);
    await worker.stop();
  });
});

for (const [name, server] of [
  ["a web worker", browserServer],
  ["Node", () => undefined],
] as const)
  describe(`a virtual workspace, with the server in ${name}`, () => {
    it("follows the project's settings", async () => {
      const files = { [`${GITHUB}/.ddconf.yaml`]: "rules:\n  schema/unknown-key: hint\n" };
      const editor = await open(files, server());
      const uri = `${GITHUB}/deep%20er/datadog-agent/datadog.yaml`;
      editor.open(uri, "logs_enabeld: true\n");
      const severities = async () => (await editor.diagnostics(uri)).map(({ severity }) => severity);
      assert.deepEqual(await severities(), [4]);
      const asked = editor.connection.sendRequest<{ project: string }>("ddconf/documentInfo", { uri });
      const { project } = await asked;
      assert.equal(project, `${GITHUB}/.ddconf.yaml`);
      files[`${GITHUB}/.ddconf.yaml`] = "rules:\n  schema/unknown-key: off\n";
      await editor.filesChanged(`${GITHUB}/.ddconf.yaml`);
      assert.deepEqual(await severities(), []);
      await editor.stop();
    });

    it("is searched for files that contradict each other", async () => {
      const editor = await open({ [CONF]: iamInstance() }, server());
      editor.open(POLICY, loginPolicy("Datadog"), "json");
      assert.deepEqual(await editor.rules(POLICY), []);
      await editor.until(() => editor.refreshes > 0);
      const [differs] = await editor.diagnostics(POLICY);
      assert.equal(differs?.code, "iam/db-user-differs");
      assert.equal(differs?.relatedInformation?.[0]?.location.uri, CONF);
      await editor.stop();
    });
  });

/** An editor of a virtual workspace. */
async function open(
  files: Record<string, string>,
  server: ReturnType<typeof browserServer> | undefined,
): Promise<LspClient> {
  const options = { folders: [GITHUB], initializationOptions: { readsFiles: true } };
  const editor = await LspClient.start(options, server);
  editor.connection.onRequest("ddconf/readText", ({ uri }: { uri: string }) => files[uri] ?? null);
  editor.connection.onRequest("ddconf/findFiles", ({ uri }: { uri: string }) =>
    Object.keys(files).filter((file) => file.startsWith(`${uri}/`)),
  );
  return editor;
}

interface Answers {
  readonly diagnostics: readonly Diagnostic[];
  /** An artefact, or why there is none. */
  readonly artefact: unknown;
}

/** All that an editor can ask about a file. */
async function everything(client: LspClient, path: string, text: string): Promise<Answers> {
  const uri = `file:///etc/datadog-agent/${path}`;
  client.open(uri, text);
  const ask = (method: string, params: object = {}) =>
    client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...params });
  const diagnostics: Diagnostic[] = await client.diagnostics(uri);
  const lines = text.split("\n");
  const keys = lines.flatMap((line, at) => {
    const character = /\w/.exec(line)?.index;
    return character === undefined ? [] : [{ line: at, character }];
  });
  const ends = lines.map((line, at) => ({ line: at, character: line.length }));
  const answers = {
    diagnostics,
    actions: await client.codeActions(uri, diagnostics),
    fixAll: await client.codeActions(uri, diagnostics, ["source.fixAll"]),
    refactor: await client.codeActions(uri, diagnostics, ["refactor"]),
    symbols: await ask("documentSymbol"),
    lenses: await ask("codeLens"),
    hints: await ask("inlayHint", { range: { start: { line: 0, character: 0 }, end: ends.at(-1) } }),
    definitions: await Promise.all(keys.map((position) => ask("definition", { position }))),
    hovers: await Promise.all(keys.map((position) => ask("hover", { position }))),
    completions: await Promise.all(ends.map((position) => ask("completion", { position }))),
    artefact: await generated(client, uri),
  };
  client.close(uri);
  return answers;
}

async function generated(client: LspClient, uri: string): Promise<unknown> {
  const params = { command: "ddconf.generate", arguments: [{ uri, generator: "sql-grants", instance: 0 }] };
  return client.connection.sendRequest("workspace/executeCommand", params).catch(String);
}
