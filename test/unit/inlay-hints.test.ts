import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readEditorSettings } from "../../server/src/config/editor";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { inlayHints } from "../../server/src/service/inlay-hints";
import { type FileKind, PATHS } from "../support/marks";

const ORG = "org_uuid: 11111111-2222-3333-4444-555555555555";
const RDS = "orders.cfxgae8cilcf.eu-west-1.rds.amazonaws.com";

interface Told {
  readonly agentVersion?: string;
  readonly site?: string;
}

/** The text with each hint in brackets where the editor draws it. */
function drawn(kind: FileKind, text: string, told: Told = {}): string {
  const { agentVersion, site } = readEditorSettings(told);
  const settings = { ...DEFAULT_SETTINGS, ...(agentVersion ? { agentVersion } : {}), site };
  const document = openDocument(PATHS[kind], text);
  const everything = document.lines.range({ start: 0, end: text.length });
  return inlayHints(document, settings, everything)
    .map(({ position, label }) => ({ at: document.lines.offset(position), label }))
    .sort((a, b) => b.at - a.at)
    .reduce((out, { at, label }) => `${out.slice(0, at)}[${label}]${out.slice(at)}`, text);
}

describe("inlay hints", () => {
  it("show the hosts that delegated authentication talks to", () =>
    assert.equal(
      drawn(
        "datadog",
        `site: datadoghq.eu # ours\ndelegated_auth:\n  ${ORG}\n  aws:\n    region: eu-west-1\n`,
      ),
      `site: datadoghq.eu[→ api.datadoghq.eu] # ours\ndelegated_auth:\n  ${ORG}\n  aws:\n    region: eu-west-1[→ sts.eu-west-1.amazonaws.com]\n`,
    ));

  it("prefer `dd_url`, as the Agent does", () => {
    const text = `site: datadoghq.eu\ndd_url: https://app.us3.datadoghq.com\ndelegated_auth:\n  ${ORG}\n`;
    assert.match(drawn("datadog", text), /us3\.datadoghq\.com\[→ api\.us3\.datadoghq\.com\]\n/);
  });

  it("name the default behind the block, or the site of the settings", () => {
    const text = `delegated_auth:\n  ${ORG}\n`;
    assert.match(drawn("datadog", text), /^delegated_auth:\[→ api\.datadoghq\.com\]\n/);
    assert.match(drawn("datadog", text, { site: "ap1.datadoghq.com" }), /\[→ api\.ap1\.datadoghq\.com\]/);
  });

  for (const [name, text] of [
    ["without delegated authentication", "site: datadoghq.eu\n"],
    ["without an organization", "site: datadoghq.eu\ndelegated_auth:\n  provider: aws\n"],
    ["where the site is not known yet", `site: \${SITE}\ndelegated_auth:\n  ${ORG}\n`],
    ["where the proof goes to somebody else", `dd_url: https://proxy.local\ndelegated_auth:\n  ${ORG}\n`],
    ["behind a region of China", `site: x\ndelegated_auth:\n  ${ORG}\n  aws:\n    region: cn-north-1\n`],
  ] as const)
    it(`are absent ${name}`, () => assert.equal(drawn("datadog", text).replace(/\[→ api[^\]]*\]/, ""), text));

  const iam = (port = "") =>
    `instances:\n  - host: ${RDS}\n${port}    username: datadog\n    aws:\n      region: eu-west-1\n      managed_authentication:\n        enabled: true\n`;

  it("show the port that an IAM token is signed for", () => {
    assert.match(drawn("mysql", iam()), /amazonaws\.com\[token for port 0\]\n/);
    assert.match(drawn("postgres", iam(), { agentVersion: "7.80" }), /\[token for port 5432\]\n/);
    assert.equal(drawn("postgres", iam(), { agentVersion: "7.55" }), iam());
    assert.equal(drawn("mysql", iam("    port: 3306\n")), iam("    port: 3306\n"));
  });

  it("show the scope of an Entra token where none is written", () => {
    const azure = (scope = "") =>
      `instances:\n  - host: a.postgres.database.azure.com\n    username: u\n    azure:\n      managed_authentication:\n        enabled: true\n        client_id: 11111111-2222-3333-4444-555555555555\n${scope}`;
    assert.match(
      drawn("postgres", azure()),
      /5555\[scope https:\/\/ossrdbms-aad\.database\.windows\.net\/\.default\]\n/,
    );
    const written = azure(
      "        identity_scope: https://ossrdbms-aad.database.usgovcloudapi.net/.default\n",
    );
    assert.equal(drawn("postgres", written), written);
    assert.match(
      drawn(
        "sqlserver",
        "instances:\n  - host: a\n    connector: odbc\n    managed_identity:\n      client_id: x\n",
      ),
      /client_id: x\[scope https:\/\/database\.windows\.net\/\.default\]\n/,
    );
  });
});
