import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SchemaKind } from "../../server/src/documents/kinds";
import { parseYaml } from "../../server/src/model/yaml/parse";
import { optionsOf } from "../../server/src/schema/catalogue";
import { goDuration } from "../../server/src/schema/duration";
import { findMismatches } from "../../server/src/schema/validate";

/** What is wrong with a file, as `kind path`, with a `?` behind what the reader takes all the same. */
function mismatches(kind: SchemaKind, text: string): string[] {
  const root = parseYaml(text).documents[0]?.root;
  assert.ok(root, "the example parses");
  return findMismatches(kind, root, optionsOf(kind)).map(
    ({ kind: what, path, doubtful }) => `${what} ${path.join(".")}${doubtful ? "?" : ""}`,
  );
}

describe("what the core Agent makes of a value in datadog.yaml", () => {
  const table: readonly [string, readonly string[]][] = [
    ['cmd_port: "5001"', []],
    ["cmd_port: 5001.9", []],
    ['cmd_port: "5001.9"', ["type cmd_port"]],
    ["cmd_port: abc", ["type cmd_port"]],
    ["cmd_port: true", []],
    ["cmd_port:", []],
    ["logs_enabled: yes", []],
    ['logs_enabled: "true"', []],
    ['logs_enabled: "T"', []],
    ["logs_enabled: 1", []],
    ['logs_enabled: "yes"', ["type logs_enabled"]],
    ["logs_enabled: [true]", ["type logs_enabled"]],
    ["env: 5", []],
    ["env: true", []],
    ["env: {a: b}", ["type env"]],
    ["container_exclude: image:redis name:agent", []],
    ["container_exclude: 'image:redis,name:agent'", ["type container_exclude?"]],
    ["container_exclude: [1, true, image:redis]", []],
    ["container_exclude: [{image: redis}]", ["type container_exclude.0"]],
    ["container_exclude: {a: b}", ["type container_exclude"]],
    ["apm_config: true", ["type apm_config"]],
    ["apm_config: [a]", ["type apm_config"]],
    ["apm_config:", []],
    ["LOGS_ENABLED: maybe", ["type LOGS_ENABLED"]],
    ['additional_endpoints: \'{"https://app.datadoghq.eu": ["<API_KEY>"]}\'', []],
    ["process_config: {process_discovery: {interval: 4h}}", []],
    [
      "process_config: {process_discovery: {interval: 4 hours}}",
      ["format process_config.process_discovery.interval"],
    ],
    [
      "process_config: {process_discovery: {interval: 5m}}",
      ["range process_config.process_discovery.interval?"],
    ],
    [
      "process_config: {process_discovery: {interval: 600}}",
      ["format process_config.process_discovery.interval?"],
    ],
    ["process_config: {process_discovery: {interval: 14400000000000}}", []],
    ["logs_config: {compression_level: 10}", ["range logs_config.compression_level"]],
    ["cluster_name: prod.eu-1", []],
    ["cluster_name: Prod", ["format cluster_name"]],
    ["min_tls_version: tls1", ["enum min_tls_version"]],
    ["network_devices: {autodiscovery: {configs: [{network_address: 10.0.0.0/24}]}}", []],
    ["network_devices: {autodiscovery: {configs: [{network_address: 'fd00::/64'}]}}", []],
    [
      "network_devices: {autodiscovery: {configs: [{network_address: 10.0.0.1}]}}",
      ["format network_devices.autodiscovery.configs.0.network_address"],
    ],
    [
      "network_devices: {autodiscovery: {configs: [{network_address: 10.0.0.300/24}]}}",
      ["format network_devices.autodiscovery.configs.0.network_address"],
    ],
    ["apm_config: {replace_tags: [{name: a, pattern: b}]}", []],
    ["apm_config: {replace_tags: [{name: a}]}", ["required apm_config.replace_tags.0"]],
    ["apm_config: {replace_tags: [{name: a, pattern: '<PATTERN>'}]}", []],
    ["cmd_port: $PORT", []],
    ["cmd_port: ENC[port]", []],
    ["no_such_option: {a: [1]}", []],
  ];
  for (const [text, expected] of table) {
    it(`${text} → ${expected.join(", ") || "fine"}`, () =>
      assert.deepEqual(mismatches("datadog", text), expected));
  }
});

describe("what a check makes of a value in an instance", () => {
  const table: readonly [string, readonly string[]][] = [
    ['port: "5432"', []],
    ["port: 5432.0", []],
    ["port: 5432.5", ["type port"]],
    ['port: ""', ["type port"]],
    ['port: "%%port%%"', []],
    ['dbm: "true"', []],
    ["dbm: y", []],
    ["dbm: 1", []],
    ['dbm: "%%env_DBM%%"', []],
    ["dbm: enabled", ["type dbm"]],
    ["dbm:", []],
    ["password: 12345", ["type password"]],
    ["password: ENC[db]", []],
    ["reported_hostname: true", ["type reported_hostname"]],
    ["ignore_databases: a", ["type ignore_databases"]],
    ["ignore_databases: [1]", ["type ignore_databases.0"]],
    ["ignore_databases: [{a: b}]", ["type ignore_databases.0"]],
    ["collect_schemas: true", ["type collect_schemas"]],
    ["collect_settings: [a]", ["type collect_settings"]],
    ["collect_settings: {collection_interval: 10s}", ["type collect_settings.collection_interval"]],
    ["use_global_custom_queries: true", ["type use_global_custom_queries"]],
    ['use_global_custom_queries: "true"', []],
    ["use_global_custom_queries: all", ["enum use_global_custom_queries"]],
    ["relations: [a, {relation_regex: .*, relkind: [r]}]", []],
    ["relations: [{relkind: [x]}]", ["enum relations.0.relkind.0"]],
    ["unknown: {a: 1}", []],
  ];
  for (const [text, expected] of table) {
    it(`${text} → ${expected.join(", ") || "fine"}`, () => {
      const found = mismatches("postgres", `instances:\n  - host: localhost\n    ${text}\n`);
      assert.deepEqual(
        found,
        expected.map((mismatch) => mismatch.replace(" ", " instances.0.")),
      );
    });
  }

  it("asks for a host in instances of the sqlserver check alone", () => {
    const text = "instances:\n  - dbm: true\n";
    assert.deepEqual(mismatches("sqlserver", text), ["required instances.0"]);
    assert.deepEqual(mismatches("postgres", text), []);
  });
});

describe("what the Agent itself reads of a check's file", () => {
  const table: readonly [string, readonly string[]][] = [
    ["cluster_check: true", []],
    ['cluster_check: "true"', ["type cluster_check"]],
    ["ad_identifiers: [1, redis]", []],
    ["ad_identifiers: redis", ["type ad_identifiers"]],
    ["logs: [{type: file, path: /a, service: 12, tags: 'a:b,c:d'}]", []],
    ['logs: [{type: tcp, port: "514"}]', ["type logs.0.port"]],
    ["logs: [{type: tcp, port: 99999}]", ["range logs.0.port"]],
    ["logs: [{path: /a}]", ["required logs.0"]],
    ["init_config:", []],
    ["init_config: {service: 5}", ["type init_config.service"]],
  ];
  for (const [text, expected] of table) {
    it(`${text} → ${expected.join(", ") || "fine"}`, () =>
      assert.deepEqual(mismatches("mysql", text), expected));
  }
});

describe("Go durations", () => {
  const table: readonly [string, number | undefined][] = [
    ["10s", 10],
    ["1h30m", 5400],
    ["1.5h", 5400],
    ["500ms", 0.5],
    ["0", 0],
    ["-2m", -120],
    ["10", undefined],
    ["10 s", undefined],
    ["1d", undefined],
    ["", undefined],
  ];
  for (const [text, seconds] of table)
    it(`${text || "(empty)"} is ${seconds}`, () => assert.equal(goDuration(text), seconds));
});
