import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Integration } from "../../server/src/documents/kinds";
import { guideText } from "../support/guide-examples";
import { forAgent } from "../support/instances";
import { lintCheck } from "../support/lint";

/** `rule: reported text` of the findings about postgres and mysql, in the order of the text. */
function findings(text: string, version?: string, check: Integration = "postgres"): string[] {
  return lintCheck(check, text, forAgent(version))
    .filter(({ rule }) => /^(?:postgres|mysql)\//.test(rule))
    .map(({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`);
}

const SAME_ACCOUNT = guideText("managed: same account");
const CROSS_ACCOUNT = guideText("managed: other account");
const AZURE = guideText("managed: Entra ID, Postgres");
const FLEXIBLE = "example-flex-server.postgres.database.azure.com";
const ID = "1b2c3d4e-0000-4000-8000-123456789abc";

describe("the configurations of the managed authentication guide, by Agent version", () => {
  it("IAM in one account: from 7.49, apart from the version that forgets its token", () => {
    assert.deepEqual(findings(SAME_ACCOUNT, "7.48"), ["postgres/iam-tls: region"]);
    for (const version of ["7.49", "7.50", "7.51", "7.57", "7.66", "7.69", "7.70.0", "7.72"])
      assert.deepEqual(findings(SAME_ACCOUNT, version), [], version);
    assert.deepEqual(findings(SAME_ACCOUNT, "7.71"), ["postgres/iam-version: true"]);
  });

  it("IAM across accounts: from 7.57", () => {
    assert.deepEqual(findings(CROSS_ACCOUNT, "7.56"), ["postgres/iam-version: role_arn"]);
    assert.deepEqual(findings(CROSS_ACCOUNT, "7.57"), []);
  });

  it("Entra ID: the block is read from 7.51", () => {
    assert.deepEqual(findings(AZURE, "7.50"), ["postgres/azure-version: managed_authentication"]);
    assert.deepEqual(findings(AZURE, "7.51"), []);
  });
});

describe("what the guides warn of, done wrong", () => {
  const iam = (from: string | RegExp, to: string) => findings(SAME_ACCOUNT.replace(from, to));
  const azure = (from: string | RegExp, to: string) => findings(AZURE.replace(from, to));

  it("IAM login", () => {
    assert.deepEqual(iam("      region: us-east-2\n", ""), ["postgres/iam-needs-region: true"]);
    assert.deepEqual(iam("region: us-east-2", "region: us-east-1"), [
      "postgres/iam-region-mismatch: us-east-1",
    ]);
    assert.deepEqual(iam("region: us-east-2", "region: us-east-2a"), [
      "postgres/iam-region-mismatch: us-east-2a",
    ]);
    assert.deepEqual(iam("    dbm: true\n", "    password: secret\n"), [
      "postgres/iam-password-ignored: password",
    ]);
    assert.deepEqual(iam("    dbm: true\n", "    ssl: disable\n"), ["postgres/iam-tls: disable"]);
    assert.deepEqual(iam(/host: .*/, "host: db.example.com"), [
      "postgres/iam-custom-hostname: db.example.com",
    ]);
    assert.deepEqual(iam(/ {6}managed_authentication:\n.*\n/, ""), ["postgres/iam-implicit: region"]);
  });

  it("IAM login on an Aurora cluster: its instances are to be monitored", () => {
    const cluster = "c.cluster-abc123def456.us-east-2.rds.amazonaws.com";
    assert.deepEqual(iam(/host: .*/, `host: ${cluster}`), [
      `postgres/rds-proxy-or-cluster-endpoint: ${cluster}`,
    ]);
  });

  it("a role of the policy's kind in place of the role", () => {
    const role = (arn: string) => findings(CROSS_ACCOUNT.replace(/role_arn: .*/, `role_arn: ${arn}`));
    const session = "arn:aws:sts::123456789012:assumed-role/dbm/i-0123456789abcdef0";
    assert.deepEqual(role("arn:aws:iam::123456789012:role/dbm"), []);
    assert.deepEqual(role(session), [`postgres/role-arn: ${session}`]);
    assert.deepEqual(role("arn:aws:iam::123456789012:user/dbm"), ["postgres/role-arn: user/dbm"]);
    assert.deepEqual(role("arn:aws:iam::123456789012:role/dbm-*"), ["postgres/role-arn: role/dbm-*"]);
    assert.deepEqual(role("arn:aws:iam::1234:role/dbm"), ["postgres/role-arn: 1234"]);
    assert.deepEqual(role("dbm"), ["postgres/role-arn: dbm"]);
    assert.deepEqual(role("arn:aws-cn:iam::123456789012:role/dbm"), ["postgres/role-arn: aws-cn"]);
  });

  it("Entra ID: the identity's name as role name, its client id as client id", () => {
    assert.deepEqual(azure('"<IDENTITY_NAME>"', ID), [`postgres/azure-username: ${ID}`]);
    assert.deepEqual(azure('"<CLIENT_ID>"', "datadog-identity"), [
      "postgres/azure-client-id: datadog-identity",
    ]);
    assert.deepEqual(azure(/ {8}client_id: .*\n/, ""), ["postgres/azure-client-id: true"]);
  });

  it("Entra ID: the token of the right service and cloud", () => {
    const sql = '"https://database.windows.net/.default"';
    assert.deepEqual(azure(/"https:.*"/, sql), [`postgres/azure-scope: ${sql}`]);
    assert.deepEqual(azure(/ {8}identity_scope: .*\n/, ""), []);
    const china = AZURE.replaceAll("azure.com", "chinacloudapi.cn");
    assert.deepEqual(findings(china), [
      'postgres/azure-scope: "https://ossrdbms-aad.database.windows.net/.default"',
    ]);
  });

  it("Entra ID: the block of older Agents", () => {
    const old = `instances:\n  - host: ${FLEXIBLE}\n    username: identity\n    managed_identity:\n      client_id: ${ID}\n    azure:\n      deployment_type: flexible_server\n`;
    assert.deepEqual(findings(old), ["postgres/azure-legacy-managed-identity: managed_identity"]);
    assert.deepEqual(findings(old, "7.49"), []);
  });
});

describe("the same in the mysql check", () => {
  const mysql = (text: string, version?: string) => findings(text, version, "mysql");
  it("needs an explicit port and TLS", () => {
    const text = SAME_ACCOUNT.replace("    port: 5432\n", "");
    assert.deepEqual(mysql(text), ["mysql/iam-needs-port: true", "mysql/iam-tls: true"]);
    assert.deepEqual(mysql(text, "7.66"), []);
  });

  it("has no Entra ID login", () => {
    assert.deepEqual(
      mysql(AZURE).filter((finding) => finding.startsWith("mysql/azure")),
      ["mysql/azure-unsupported: managed_authentication"],
    );
  });
});
