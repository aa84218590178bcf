import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { codeActions } from "../../server/src/service/code-actions";
import { generateActions } from "../../server/src/service/generate";
import { type FileKind, openMarked } from "../support/marks";

function offered(kind: FileKind, marked: string): string[] {
  const { document, position } = openMarked(kind, marked);
  return generateActions(document, DEFAULT_SETTINGS, position).map(
    ({ generator, instance }) => `${generator}${instance === undefined ? "" : ` ${instance}`}`,
  );
}

const IAM = [
  "instances:",
  "  - host: localhost",
  "    username: datadog",
  "    password: ENC[pg]",
  "  - host: orders.abc.eu-west-1.rds.amazonaws.com",
  "    aws:",
  "      region: eu-west-1",
  "      managed_authentication:",
  "        enabled: true│",
].join("\n");

describe("what can be generated", () => {
  it("for an IAM login: policies, grants and commands, for that instance", () => {
    assert.deepEqual(offered("postgres", IAM), [
      "rds-policy 1",
      "sql-grants 1",
      "aws-commands 1",
      "terraform-rds-policy 1",
    ]);
  });

  it("for a role to assume: its trust and the permission as well", () => {
    const across = `${IAM.replace("│", "")}\n        role_arn: arn:aws:iam::│123456789012:role/login`;
    assert.deepEqual(offered("postgres", across).slice(2, 4), ["assume-role-policy 1", "trust-policy 1"]);
  });

  it("for a password: the grants", () => {
    assert.deepEqual(offered("postgres", "instances:\n│  - host: localhost\n    password: ENC[x]\n"), [
      "sql-grants 0",
    ]);
    assert.deepEqual(offered("sqlserver", "instances:\n  - host: db│,1433\n"), ["sql-grants 0"]);
  });

  it("for delegated_auth, the product sections' too: mappings and the Terraform provider", () => {
    const uuid = "11111111-2222-3333-4444-555555555555";
    const actions = offered("datadog", `delegated_auth: │# keyless\n  org_uuid: ${uuid}\n`);
    assert.equal(actions[0], "intake-mapping");
    assert.ok(actions.includes("identity-mapping"));
    const product = `logs_config:\n  delegated_auth:\n    org_uuid: ${uuid}│\n`;
    assert.deepEqual(offered("datadog", product), actions);
  });

  it("nothing elsewhere", () => {
    assert.deepEqual(offered("postgres", "init_config:│\ninstances:\n  - host: localhost\n"), []);
    assert.deepEqual(offered("datadog", "site: datadoghq.eu│\n"), []);
    assert.deepEqual(offered("project", "agentVersion: 7.70│\n"), []);
  });
});

describe("code actions", () => {
  const { document, position } = openMarked("postgres", IAM);
  const titles = (only: string[] | undefined, triggerKind: 1 | 2): string[] =>
    codeActions(document, DEFAULT_SETTINGS, {
      uri: "file:///conf.yaml",
      version: 1,
      range: { start: position, end: position },
      versionedEdits: true,
      snippetEdits: false,
      rulePages: false,
      context: { diagnostics: [], triggerKind, ...(only ? { only } : {}) },
    }).map(({ title }) => title);

  it("offer generators when they are asked for, and give no light bulb by themselves", () => {
    const first = "Generate the IAM policy for this login";
    assert.equal(titles(undefined, 1)[0], first);
    assert.equal(titles(["refactor"], 2)[0], first);
    assert.equal(titles(["refactor.ddconf"], 1)[0], first);
    assert.deepEqual(titles(undefined, 2), []);
    assert.deepEqual(titles(["quickfix"], 1), []);
  });
});
