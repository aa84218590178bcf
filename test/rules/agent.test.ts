import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { applyEdits } from "../../server/src/model/edit";
import type { Finding } from "../../server/src/rules/finding";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";

const AGENT = "datadog-agent/datadog.yaml";
const POSTGRES = "postgres.d/conf.yaml";

function find(rule: string, text: string, file = AGENT): Finding[] {
  const findings = runRules(ALL_RULES, openDocument(file, text), DEFAULT_SETTINGS);
  return findings.filter((finding) => finding.rule === rule);
}

/** Severities found, with `+` where there is a fix and `!` where it is safe. */
function verdict(rule: string, text: string, file = AGENT): string {
  return find(rule, text, file)
    .map(({ severity, fixes }) => severity + (fixes[0] ? (fixes[0].safe ? "!" : "+") : ""))
    .join(" ");
}

function fixed(rule: string, text: string, file = AGENT): string | undefined {
  const fix = find(rule, text, file)[0]?.fixes[0];
  if (!fix) return undefined;
  const out = applyEdits(text, fix.edits);
  assert.ok(find(rule, out, file).length < find(rule, text, file).length, out);
  return out;
}

function expectVerdicts(rule: string, cases: Readonly<Record<string, string>>): void {
  for (const [text, expected] of Object.entries(cases))
    it(text.replaceAll("\n", "⏎"), () => assert.equal(verdict(rule, text), expected));
}

describe("agent/api-key-format", () => {
  expectVerdicts("agent/api-key-format", {
    "api_key: 0123456789ABCDEF0123456789abcdef": "",
    'api_key: ""': "",
    "api_key: ~": "",
    "api_key: <YOUR_API_KEY>": "",
    "api_key: ${DD_API_KEY}": "",
    "api_key: DELA[0123, aws]": "",
    "api_key: ENC[list[1]]": "",
    "api_key: true": "error",
    "api_key: 1234567890123456789012345678901e": "",
    "api_key: 123456789012345678901234567890e1": "error!",
    "api_key: {a: b}": "error",
    "api_key: pub0123456789abcdef0123456789abcdef": "error",
    "api_key: 0123456789abcdef0123456789abcdef,0123456789abcdef0123456789abcdef": "error",
    "API_KEY: short": "error",
    "remote_configuration: {api_key: short}": "error",
    "logs_config: {additional_endpoints: [{api_key: short, Host: agent-http-intake.logs.datadoghq.com}]}":
      "error",
    "logs_config: {additional_endpoints: [{api_key: short, Host: vector.example.com}]}": "",
    "{api_key: local-test, dd_url: 'http://localhost:8080'}": "",
    "{api_key: local-test, dd_url: 'https://app.datadoghq.eu'}": "error",
    "{api_key: [local-test], dd_url: 'http://localhost:8080'}": "error",
    "additional_endpoints: {https://app.us3.datadoghq.com: [short]}": "error",
    "additional_endpoints: {https://intake.example.com: [short]}": "",
    "otlp_config: {api_key: short}": "",
  });

  it("never quotes the key", () => {
    for (const key of ["hunter2hunter2", "0123456789abcdef0123456789abcdef01234567"])
      for (const { message } of find("agent/api-key-format", `api_key: ${key}`))
        assert.ok(!message.includes(key));
  });
});

describe("agent/api-key-in-clear", () => {
  expectVerdicts("agent/api-key-in-clear", {
    "api_key: 3e9a50c17fd24b86a1c7e2059b4d86f3": "information",
    "api_key: deadbeefdeadbeefdeadbeefdeadbeef": "",
    "api_key: 1234567890abcdef1234567890abcdef": "",
    "api_key: fedcba98765432100123456789abcdef": "",
    "api_key: 00000000000000000000000000000001": "",
  });

  it("does not speak of keyless authentication to Agents that have none", () => {
    const text = "api_key: 3e9a50c17fd24b86a1c7e2059b4d86f3";
    assert.match(find("agent/api-key-in-clear", text)[0]?.message ?? "", /delegated_auth/);
  });
});

describe("agent/site", () => {
  expectVerdicts("agent/site", {
    "site: datadoghq.eu": "",
    "site: datad0g.com": "",
    "site:": "",
    "site: DATADOGHQ.EU": "warning!",
    "site: datadoghq.eu.": "warning!",
    "site: 'datadoghq.eu '": "warning!",
    "site: datadoghq.eu/": "error!",
    "site: us3": "error!",
    "site: xy7.datadoghq.com": "information",
    "site: eu1.datadoghq.com": "warning+",
    "site: datadoqhq.com": "error+",
    "site: datadog.internal.example.com": "warning",
    "site: proxy.example.com:3834": "warning",
    "site: https://proxy.example.com": "error",
    "site: production": "error",
    "site: [datadoghq.com]": "error",
    "site: %%env_SITE%%": "",
  });
});

describe("agent/site-and-dd-url", () => {
  expectVerdicts("agent/site-and-dd-url", {
    "site: datadoghq.eu\ndd_url: https://app.datadoghq.eu./": "",
    "dd_url: https://app.datadoghq.com": "",
    "site: ${DD_SITE}\ndd_url: https://app.datadoghq.eu": "",
    "site: nonsense\ndd_url: https://app.datadoghq.eu": "",
    "Site: us3.datadoghq.com\nDD_URL: https://app.us5.datadoghq.com": "warning+",
    "site:\ndd_url: app.us5.datadoghq.com:443": "warning+",
    "{site: datadoghq.com, dd_url: https://app.datadoghq.eu}": "warning+",
  });
});

describe("agent/hostname", () => {
  expectVerdicts("agent/hostname", {
    "hostname: web-1.example.com": "",
    "hostname: 10.0.0.1": "",
    "hostname: 42": "",
    'hostname: ""': "",
    "hostname: LocalHost": "error",
    "hostname: ip6-localhost": "error",
    "hostname: -web": "error",
    "hostname: web server": "error+",
    "hostname: wéb": "error",
    "hostname: [a]": "error",
    "hostname: $HOSTNAME": "",
    [`hostname: ${"a".repeat(255)}`]: "",
    [`hostname: ${"a".repeat(256)}`]: "error",
  });
});

describe("agent/log-level-off", () => {
  expectVerdicts("agent/log-level-off", {
    "log_level: Off": "error!",
    "log_level: no": "error+",
    "log_level: yes": "error",
    "log_level: 'off'": "",
    "log_level: Critical": "",
    'log_level: "info "': "error+",
    "log_level: 1": "error",
    "log_level: []": "error",
    'log_level: ""': "",
    "log_level: info,pkg/logs/...=debug": "",
    "log_level: info,pkg/logs/...=loud": "error",
  });
});

describe("agent/secret-not-whole", () => {
  expectVerdicts("agent/secret-not-whole", {
    "api_key: ' ENC[key] '": "",
    "api_key: ENC[list[1]]": "",
    "api_key: '[ENC]'": "",
    "api_key: ENC[key": "error",
    "api_key: ENC[a]ENC[b]": "error",
    "proxy: {https: 'http://u:ENC[a]@b:3128'}": "error",
    "logs_config: {processing_rules: [{type: mask_sequences, name: a, pattern: 'x ENC[ab] y'}]}": "",
    "not_an_option: 'x ENC[a]'": "error",
  });

  it("marks the handle and quotes nothing of the value", () => {
    const text = "instances:\n  - password: hunter2-ENC[pw]\n";
    const [finding] = find("agent/secret-not-whole", text, POSTGRES);
    assert.ok(finding);
    assert.equal(text.slice(finding.span.start, finding.span.end), "ENC[pw]");
    assert.ok(!finding.message.includes("hunter2"));
  });
});

describe("agent/tags-shape", () => {
  expectVerdicts("agent/tags-shape", {
    "tags: env:prod": "information!",
    "tags: env:prod team:a": "information!",
    "tags: team:data platform": "warning+",
    "tags: env:prod,team:a": "error+",
    "tags: team:a,b": "information!",
    "tags: '[\"env:prod\"]'": "",
    "tags: ${TAGS}": "",
    "tags:": "",
    "tags: []": "",
    "tags: {env: prod}": "error!",
    "tags: {env: [a]}": "error",
    "tags: [[a]]": "error",
    "tags: [env:prod, true, 1, null]": "",
    "tags: ['team:a,b', 'a,b']": "",
    "dogstatsd_tags: {env: prod}": "error!",
  });

  const fixes: readonly [string, string, string?][] = [
    ["tags: [env: prod]\n", 'tags: ["env:prod"]\n'],
    ["tags: {env: prod, team: a}\n", 'tags: ["env:prod", "team:a"]\n'],
    ["tags:\n- env: prod # a\n  team: b # b\n- x\n", "tags:\n- env:prod # a\n- team:b # b\n- x\n"],
    ["tags:\r\n  - a:b, c:d\r\n  - x\r\n", "tags:\r\n  - a:b\r\n  - c:d\r\n  - x\r\n"],
    ["tags:\n  env:\n  url: http://a:1\n", "tags:\n  - env\n  - url:http://a:1\n"],
    [
      "instances:\n  - tags: a:b, c:d\n    host: db\n",
      "instances:\n  - tags:\n      - a:b\n      - c:d\n    host: db\n",
      POSTGRES,
    ],
    ["instances:\n  - tags: [yes]\n", 'instances:\n  - tags: ["yes"]\n', POSTGRES],
    ["logs:\n  - tags: [env: prod]\n", 'logs:\n  - tags: ["env:prod"]\n', POSTGRES],
  ];
  for (const [text, expected, file] of fixes)
    it(`mends ${text.replaceAll(/\r?\n/g, "⏎")}`, () =>
      assert.equal(fixed("agent/tags-shape", text, file), expected));

  it("offers no fix where a value is shared or nested", () => {
    for (const text of ["x: &a {env: prod}\ntags:\n  - *a\n", "tags:\n  - env:\n      - prod\n"])
      assert.equal(fixed("agent/tags-shape", text), undefined);
  });

  it("points at the key when an item is empty", () => {
    const text = "instances:\n  - tags:\n      -\n";
    const [finding] = find("agent/tags-shape", text, POSTGRES);
    assert.equal(finding && text.slice(finding.span.start, finding.span.end), "tags");
  });
});

describe("postgres/ssl-value", () => {
  const cases: Readonly<Record<string, string>> = {
    "verify-ca": "",
    false: "error+",
    1: "error+",
    '"true"': "warning+",
    Require: "warning+",
    verify_full: "warning+",
    mutual: "warning",
    "%%env_SSL%%": "",
    "~": "",
  };
  for (const [value, expected] of Object.entries(cases))
    it(`ssl: ${value}`, () =>
      assert.equal(verdict("postgres/ssl-value", `instances:\n  - ssl: ${value}\n`, POSTGRES), expected));
});
