import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/config/settings";
import { parseVersionRange } from "../../server/src/config/version";
import { openDocument } from "../../server/src/documents/document";
import { readAuthSubject, readLocalMappings } from "../../server/src/live/read-auth";
import type { Environment } from "../../server/src/live/run";
import type { AuthSubject } from "../../server/src/live/subjects";

const ORG = "7c3f8a52-5d0e-4b1c-9a57-2f6b1d0e8c41";
const OTHER = "11111111-2222-3333-4444-555555555555";

function read(
  text: string,
  environment: Environment = {},
  settings: Settings = DEFAULT_SETTINGS,
): AuthSubject {
  const document = openDocument("/etc/datadog-agent/datadog.yaml", text);
  return readAuthSubject({ name: "datadog.yaml", document, settings, environment });
}

const BLOCK = `api_key: ENC[key]\nsite: datadoghq.eu\ndelegated_auth:\n  org_uuid: ${ORG}\n  provider: aws\n  aws:\n    region: eu-west-1\n`;

describe("what a datadog.yaml says about delegated authentication", () => {
  it("reads the global block", () => {
    const subject = read(BLOCK);
    assert.deepEqual(
      [subject.orgUuid, subject.provider, subject.region, subject.site, subject.ddUrl],
      [ORG, "aws", "eu-west-1", "datadoghq.eu", undefined],
    );
    assert.deepEqual(subject.findings, []);
    assert.deepEqual(subject.overrides, []);
    assert.equal(subject.orgSection, undefined);
  });

  it("reads keys without regard to case, as the Agent does", () => {
    assert.equal(read(`Delegated_Auth:\n  ORG_UUID: ${ORG}\nSITE: us5.datadoghq.com\n`).orgUuid, ORG);
    assert.equal(
      read(`Delegated_Auth:\n  ORG_UUID: ${ORG}\nSITE: us5.datadoghq.com\n`).site,
      "us5.datadoghq.com",
    );
  });

  it("lets the Agent's variables come first, and names them", () => {
    const subject = read(BLOCK, {
      DD_SITE: "us5.datadoghq.com",
      DD_URL: "https://app.us5.datadoghq.com",
      DD_DELEGATED_AUTH_ORG_UUID: OTHER,
      DD_DELEGATED_AUTH_AWS_REGION: "us-west-2",
      DD_ORG_UUID: "not the Agent's",
    });
    assert.deepEqual(
      [subject.orgUuid, subject.region, subject.site, subject.ddUrl],
      [OTHER, "us-west-2", "us5.datadoghq.com", "https://app.us5.datadoghq.com"],
    );
    assert.deepEqual(subject.overrides, [
      "DD_DELEGATED_AUTH_ORG_UUID",
      "DD_DELEGATED_AUTH_AWS_REGION",
      "DD_SITE",
      "DD_URL",
    ]);
    assert.equal(read(BLOCK, { DD_DD_URL: "https://a", DD_URL: "https://b" }).ddUrl, "https://a");
  });

  it("takes the block of a product where the global one names no organization", () => {
    const subject = read(`logs_config:\n  delegated_auth:\n    org_uuid: ${ORG}\n`);
    assert.deepEqual([subject.orgUuid, subject.orgSection], [ORG, "logs_config"]);
    assert.equal(read(`${BLOCK}logs_config:\n  delegated_auth:\n    org_uuid: ${OTHER}\n`).orgUuid, ORG);
  });

  it("says which values nobody can know", () => {
    const subject = read("delegated_auth:\n  org_uuid: ENC[org]\n");
    assert.equal(subject.orgUuid, undefined);
    assert.deepEqual(subject.unknown, ["`org_uuid` is `ENC[org]`"]);
    assert.deepEqual(
      read("delegated_auth:\n  org_uuid: ENC[org]\n", { DD_DELEGATED_AUTH_ORG_UUID: ORG }).unknown,
      [],
    );
    assert.match(read('delegated_auth:\n  org_uuid: "{{ org }}"\n').unknown?.[0] ?? "", /template/);
  });

  it("tells what the lint finds, without what a variable mends", () => {
    const text =
      "api_key: ENC[key]\nsite: app.datadoghq.com\ndelegated_auth:\n  org_uuid: not-a-uuid\nfoo: 1\n";
    const rules = (subject: AuthSubject) => subject.findings.map((finding) => finding.split(":", 1)[0]);
    assert.deepEqual(rules(read(text)), ["agent/site", "delegated-auth/org-uuid-format"]);
    assert.deepEqual(rules(read(text, { DD_SITE: "datadoghq.eu" })), ["delegated-auth/org-uuid-format"]);
    assert.deepEqual(rules(read(text, { DD_DELEGATED_AUTH_ORG_UUID: ORG })), ["agent/site"]);
  });

  it("knows the site and version that the settings name", () => {
    const agentVersion = parseVersionRange("7.80");
    assert.ok(agentVersion);
    const settings = { ...DEFAULT_SETTINGS, agentVersion, site: "us3.datadoghq.com" };
    const subject = read(`delegated_auth:\n  org_uuid: ${ORG}\n`, {}, settings);
    assert.equal(subject.site, "us3.datadoghq.com");
    assert.match(subject.agentVersion, /^7\.80\.\d+$/);
    assert.match(read(BLOCK).agentVersion, /^7\.\d+\.\d+$/);
  });

  it("does not fall over files that are none", () => {
    for (const text of ["", "[]", "a: [\n", "delegated_auth: 1\n", "delegated_auth:\n  org_uuid: [1]\n"])
      assert.equal(read(text).orgUuid, undefined, text);
  });
});

describe("mappings in files", () => {
  it("are read from requests, with kind and file", () => {
    const pattern = "arn:aws:sts::123456789012:assumed-role/datadog-agent/*";
    const text = (type: string, arn: string) =>
      JSON.stringify({ data: { type, attributes: { arn_pattern: arn } } });
    const mappings = (body: string) =>
      readLocalMappings(openDocument("/w/mapping.json", body), "mapping.json", DEFAULT_SETTINGS);
    assert.deepEqual(mappings(text("aws_cloud_auth_intake_mapping", pattern)), [
      { file: "mapping.json", kind: "intake", arnPattern: pattern },
    ]);
    assert.equal(mappings(text("aws_cloud_auth_config", pattern))[0]?.kind, "persona");
    assert.deepEqual(
      mappings(text("aws_cloud_auth_intake_mapping", "arn:aws:sts::<ACCOUNT>:assumed-role/a/*")),
      [],
    );
    assert.deepEqual(mappings("{}"), []);
  });
});
