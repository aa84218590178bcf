import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Settings } from "../../server/src/config/settings";
import { parseVersionRange } from "../../server/src/config/version";
import { guideText } from "../support/guide-examples";
import { lintDatadog } from "../support/lint";

const ORG = "11111111-2222-3333-4444-555555555555";
const LOGS_ORG = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

/** `rule: reported text` of the delegated-auth findings, in the order of the text. */
function findings(text: string, settings: Partial<Settings> = {}): string[] {
  return lintDatadog(text, settings)
    .filter(({ rule }) => rule.startsWith("delegated-auth/"))
    .map(({ rule, span }) => `${rule.slice("delegated-auth/".length)}: ${text.slice(span.start, span.end)}`);
}

describe("the configurations that Datadog's guides show, filled in", () => {
  const filledIn = (where: string) =>
    guideText(where)
      .replace("<YOUR_LOGS_ORG_UUID>", LOGS_ORG)
      .replace(/<\w*ORG_UUID>/, ORG)
      .replace("<AWS_REGION>", "us-east-1");

  for (const where of ["global", "provider options", "logs only", "two organizations"])
    it(`${where}: only the key to fall back on is missing`, () => {
      const text = filledIn(`federation: ${where}`);
      assert.deepEqual(findings(text), ["no-fallback: delegated_auth"]);
      assert.deepEqual(findings(`api_key: ENC[datadog_api_key]\n${text}`), []);
    });

  it("with the key to fall back on, also while it is a placeholder", () => {
    assert.deepEqual(findings(filledIn("federation: fallback")), []);
  });
});

describe("what the guides warn of, done wrong", () => {
  it("provider settings per product", () => {
    const text = `api_key: <YOUR_API_KEY>\nlogs_config:\n  delegated_auth:\n    org_uuid: ${ORG}\n    provider: aws\n    aws:\n      region: us-east-1\n`;
    assert.deepEqual(findings(text), [
      "provider-settings-not-global: provider",
      "provider-settings-not-global: aws",
    ]);
  });

  it("an Agent before 7.78.0", () => {
    const text = `api_key: <YOUR_API_KEY>\ndelegated_auth:\n  org_uuid: ${ORG}\n`;
    const agentVersion = parseVersionRange("7.77");
    assert.ok(agentVersion);
    assert.deepEqual(findings(text, { agentVersion }), ["agent-version: delegated_auth"]);
  });

  it("the government sites, named without the UI's `app.` and with it", () => {
    for (const site of ["ddog-gov.com", "us2.ddog-gov.com", "app.ddog-gov.com"]) {
      const text = `api_key: <YOUR_API_KEY>\nsite: ${site}\ndelegated_auth:\n  org_uuid: ${ORG}\n`;
      assert.deepEqual(findings(text), ["site-unsupported: delegated_auth"], site);
    }
  });

  it("the provider block of the Terraform guide, written into datadog.yaml", () => {
    const text = `api_key: <YOUR_API_KEY>\ndelegated_auth:\n  org_uuid: ${ORG}\n  cloud_provider_type: aws\n  aws_access_key_id: \${AWS_ACCESS_KEY_ID}\n`;
    assert.deepEqual(findings(text), [
      "unknown-setting: cloud_provider_type",
      "unknown-setting: aws_access_key_id",
    ]);
  });
});

describe("delegated-auth rules leave alone", () => {
  it("a file without it", () => {
    assert.deepEqual(findings("site: ddog-gov.com\ndd_url: https://example.com\n"), []);
  });

  it("directives in place of keys", () => {
    const text = `api_key: ENC[datadog_api_key]\nadditional_endpoints:\n  "https://app.datadoghq.eu":\n    - DELA[${ORG}, aws, region=eu-west-1]\n`;
    assert.deepEqual(findings(text), []);
  });

  it("a user's own key of that name", () => {
    assert.deepEqual(findings("kubernetes_pod_labels_as_tags:\n  delegated_auth: auth\n"), []);
  });

  it("values that are known only later", () => {
    const text = [
      "api_key: ENC[datadog_api_key]",
      'site: "%%env_DD_SITE%%"',
      "dd_url: $DD_URL",
      "delegated_auth:",
      "  org_uuid: $ORG_UUID",
      "  provider: <PROVIDER>",
      "  aws:",
      '    region: "{{ region }}"',
      "  refresh_interval_mins: $MINUTES",
    ].join("\n");
    assert.deepEqual(findings(text), []);
  });

  it("keys in another case, which the Agent reads as well", () => {
    const text = `API_Key: ENC[datadog_api_key]\nDelegated_Auth:\n  Org_UUID: ${ORG}\n  Provider: aws\n`;
    assert.deepEqual(findings(text), []);
    assert.deepEqual(findings(`${text}Logs_Config:\n  Delegated_Auth:\n    Provider: aws\n`), [
      "provider-settings-not-global: Provider",
    ]);
  });

  it("empty sections next to it", () => {
    assert.deepEqual(
      findings(`api_key: ENC[k]\ndelegated_auth:\n  org_uuid: ${ORG}\n  aws:\nlogs_config:\n`),
      [],
    );
  });
});

describe("general schema rules", () => {
  const others = (text: string) => lintDatadog(text).filter(({ rule }) => rule.startsWith("schema/"));

  it("say nothing of what the delegated-auth rules report", () => {
    for (const text of [
      `apm_config:\n  delegated_auth:\n    org_uuid: ${ORG}\n    enabled: true\n`,
      `delegated_auth:\n  org_uuid: ${ORG}\n  enabled: true\n  provider: gcp\n  aws:\n    regions: x\n`,
      `logs_config:\n  delegated_auth:\n    org_uuid: ${ORG}\n    provder: gcp\n    refresh_interval_mins: often\n    aws: us-east-1\n`,
    ]) {
      assert.deepEqual(others(text), []);
      assert.notEqual(findings(text).length, 0);
    }
  });
});
