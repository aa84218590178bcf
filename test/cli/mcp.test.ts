import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { CLI, WORKSPACE } from "../support/cli";

interface Answer {
  readonly content: readonly { readonly type: string; readonly text: string }[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError?: boolean;
}

describe("ddconf mcp, with the protocol's own client", () => {
  const client = new Client({ name: "test", version: "1.0.0" });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [CLI, "mcp"],
    cwd: WORKSPACE,
  });
  const call = async (name: string, args: Record<string, unknown>) =>
    (await client.callTool({ name, arguments: args })) as unknown as Answer;

  before(() => client.connect(transport));
  after(() => client.close());

  it("offers tools that change nothing and reach nothing", async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ["validate_datadog_config", "explain_datadog_rule", "generate_datadog_access"],
    );
    for (const { annotations } of tools) {
      assert.equal(annotations?.readOnlyHint, true);
      assert.equal(annotations?.openWorldHint, false);
    }
  });

  it("checks a text by the name it would have", async () => {
    const { content, structuredContent, isError } = await call("validate_datadog_config", {
      text: "instances:\n  - host: localhost\n    usrname: datadog\n",
      filename: "postgres.d/conf.yaml",
    });
    assert.equal(isError, undefined);
    assert.equal(structuredContent?.kind, "postgres");
    const findings = structuredContent?.findings as { rule: string; line: number; fixes: string[] }[];
    const unknown = findings.find(({ rule }) => rule === "postgres/unknown-key");
    assert.equal(unknown?.line, 3);
    assert.match(content[0]?.text ?? "", /Line 3, column 5: \w+ postgres\/unknown-key\n.*usrname/);
  });

  it("checks a file, and says when it is none of ours", async () => {
    const { structuredContent } = await call("validate_datadog_config", {
      path: "datadog-agent/datadog.yaml",
    });
    assert.equal(structuredContent?.kind, "datadog");
    const other = await call("validate_datadog_config", { text: "replicas: 2\n", filename: "values.yaml" });
    assert.match(other.content[0]?.text ?? "", /^This is not checked/);
  });

  it("explains a rule, and lists them", async () => {
    const { content } = await call("explain_datadog_rule", { rule: "postgres/iam-needs-region" });
    assert.match(content[0]?.text ?? "", /^# .*region[\s\S]*## How to fix it/);
    const all = await call("explain_datadog_rule", {});
    assert.ok((all.content[0]?.text ?? "").split("\n").length > 100);
  });

  it("generates what the cloud side needs", async () => {
    const { structuredContent } = await call("generate_datadog_access", {
      what: "rds-policy",
      text: "instances:\n  - host: orders.abcdefghijkl.eu-west-1.rds.amazonaws.com\n    port: 5432\n    username: datadog\n    aws:\n      region: eu-west-1\n      managed_authentication:\n        enabled: true\n",
      filename: "postgres.d/conf.yaml",
      account: "123456789012",
    });
    const policy = JSON.parse(String(structuredContent?.text)) as { Statement: { Action: unknown }[] };
    assert.match(JSON.stringify(policy.Statement[0]?.Action), /rds-db:connect/);
  });

  it("says what is wrong with a call", async () => {
    for (const [name, args, message] of [
      ["validate_datadog_config", {}, /either path or text/],
      ["validate_datadog_config", { path: "no-such.yaml" }, /no-such\.yaml/],
      ["validate_datadog_config", { text: "a: 1", agentVersion: "newest" }, /agentVersion/],
      [
        "explain_datadog_rule",
        { rule: "postgres/iam-need-region" },
        /Did you mean postgres\/iam-needs-region/,
      ],
      ["generate_datadog_access", { what: "sql-grants" }, /needs the file/],
      ["generate_datadog_access", { what: "rds-policy", account: "12" }, /twelve digits/],
    ] as const) {
      const answer = await call(name, args);
      assert.equal(answer.isError, true);
      assert.match(answer.content[0]?.text ?? "", message);
    }
  });
});
