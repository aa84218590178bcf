import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import type { DocumentHighlight, Location } from "vscode-languageserver/node";
import { LineIndex } from "../../server/src/model/text";
import { fileUri, inFolder, LspClient } from "../support/lsp-client";
import { type Files, iamInstance, loginPolicy, policy } from "../support/workspace";

const ROLE = "arn:aws:iam::463912045018:role/rds-login";
const MAPPING = `${JSON.stringify({
  data: {
    type: "aws_cloud_auth_intake_mapping",
    attributes: { arn_pattern: "arn:aws:sts::463912045018:assumed-role/agent/*" },
  },
})}\n`;
const TRUST = `${JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { AWS: "arn:aws:iam::463912045018:role/datadog/agent" },
    },
  ],
})}\n`;
const FILES: Files = {
  "datadog.yaml": "delegated_auth:\n  org_uuid: 11111111-2222-3333-4444-555555555555\n",
  "postgres.d/a.yaml": iamInstance("datadog", [`role_arn: ${ROLE}`]),
  "postgres.d/b.yaml": iamInstance("other"),
  "iam/login.json": loginPolicy("datadog", "other"),
  "iam/assume.json": policy("sts:AssumeRole", "arn:aws:iam::463912045018:role/rds-*"),
  "iam/trust.json": TRUST,
  "mapping.json": MAPPING,
};

/** Opens every file and tells where a method leads to from the first `word` in a file: `file:text` of each place. */
type Ask = (method: string, file: string, word: string) => Promise<string[]>;

function inWorkspace(work: (ask: Ask) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const client = await LspClient.start({ folders: [folder] });
    const uriOf = (name: string) => fileUri(folder, name);
    for (const [name, text] of Object.entries(FILES)) {
      client.open(uriOf(name), text, name.endsWith("json") ? "json" : "yaml");
      await client.diagnostics(uriOf(name));
    }
    const show = ({ uri, range }: Location): string => {
      const [name = "", text = ""] = Object.entries(FILES).find(([other]) => uriOf(other) === uri) ?? [];
      const lines = new LineIndex(text);
      return `${name}:${text.slice(lines.offset(range.start), lines.offset(range.end))}`;
    };
    try {
      await work(async (method, file, word) => {
        const text = FILES[file] ?? "";
        const position = new LineIndex(text).position(text.indexOf(word) + 1);
        const uri = uriOf(file);
        const found: (Location | DocumentHighlight)[] = await client.connection.sendRequest(
          `textDocument/${method}`,
          { textDocument: { uri }, position, context: { includeDeclaration: true } },
        );
        return found.map((place) => show({ uri, ...place })).sort();
      });
    } finally {
      await client.stop();
    }
  });
}

describe("ways between a login and the cloud side", () => {
  it("lead from both ends to the other", () =>
    inWorkspace(async (ask) => {
      const to = (file: string, word: string) => ask("definition", file, word);
      assert.deepEqual(await to("postgres.d/a.yaml", "datadog"), ["iam/login.json:datadog"]);
      assert.deepEqual(await to("iam/login.json", "db-ABCD0123"), ["postgres.d/a.yaml:datadog"]);
      assert.deepEqual(await to("postgres.d/a.yaml", ROLE), [
        `iam/assume.json:"arn:aws:iam::463912045018:role/rds-*"`,
      ]);
      assert.deepEqual(await to("iam/assume.json", "role/"), [`postgres.d/a.yaml:${ROLE}`]);
      assert.deepEqual(await to("datadog.yaml", "delegated"), [
        `mapping.json:"arn:aws:sts::463912045018:assumed-role/agent/*"`,
      ]);
      assert.deepEqual(await to("mapping.json", "arn:aws"), [
        "datadog.yaml:delegated_auth",
        `iam/trust.json:"arn:aws:iam::463912045018:role/datadog/agent"`,
      ]);
      assert.deepEqual(await to("iam/trust.json", "role/"), [
        `mapping.json:"arn:aws:sts::463912045018:assumed-role/agent/*"`,
      ]);
      assert.deepEqual(await to("postgres.d/a.yaml", "5432"), []);
      assert.deepEqual(await ask("references", "postgres.d/b.yaml", "other"), [
        "iam/login.json:other",
        "postgres.d/b.yaml:other",
      ]);
      assert.deepEqual(await ask("documentHighlight", "postgres.d/a.yaml", "datadog"), []);
    }));

  it("highlights what is said twice in one file", () =>
    inFolder(async (folder) => {
      const client = await LspClient.start();
      const uri = fileUri(folder, "postgres.d/conf.yaml");
      const [head = "", item = ""] = iamInstance().split("instances:\n");
      client.open(uri, `${head}instances:\n${item}${item}`);
      const params = { textDocument: { uri }, position: { line: 5, character: 16 } };
      const found: DocumentHighlight[] = await client.connection.sendRequest(
        "textDocument/documentHighlight",
        params,
      );
      assert.deepEqual(
        found.map(({ range }) => range.start.line),
        [5, 16],
      );
      await client.stop();
    }));
});
