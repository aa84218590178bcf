import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Integration } from "../../server/src/documents/kinds";
import { optionAt, optionsOf } from "../../server/src/schema/catalogue";
import { closest } from "../../server/src/schema/similar";
import { classifyAgentKey, classifyCheckKey, type UnknownCheckKey } from "../../server/src/schema/unknown";

/** A classification in one line. */
function summary(unknown: UnknownCheckKey): string {
  switch (unknown.is) {
    case "similar":
    case "other-integration":
      return `${unknown.is} ${unknown.option.name}`;
    case "other-level":
      return `${unknown.is} ${unknown.options.map(({ path }) => path.join(".")).join(" ")}`;
    case "other-file":
      return `${unknown.is} ${unknown.file}`;
    case "known-name":
      return `${unknown.is} ${unknown.known.use ?? ""}`.trim();
    case "dotted":
      return `${unknown.is} ${unknown.path.length}`;
    default:
      return unknown.is;
  }
}

describe("unknown keys of datadog.yaml", () => {
  const root = optionsOf("datadog");
  const table: readonly [string, string][] = [
    ["logs_enabeld", "similar logs_enabled"],
    ["log-level", "similar log_level"],
    ["apm_config.reciever_port", "similar receiver_port"],
    ["container_collect_all", "other-level logs_config.container_collect_all"],
    ["logs_config.container_exclude", "other-level container_exclude"],
    ["apm_enabled", "known-name apm_config.enabled"],
    ["database_monitoring.enabled", "known-name"],
    ["network_config", "other-file system-probe.yaml"],
    ["process_config.network", "other-file system-probe.yaml"],
    ["instances", "other-file a check's own file, `conf.d/<check>.d/conf.yaml`"],
    ["port", "unknown"],
    ["logging", "unknown"],
    ["apm_config.use_http", "unknown"],
    ["apm_config.enabled_since", "unknown"],
  ];
  for (const [path, expected] of table) {
    it(`${path} → ${expected}`, () => {
      const steps = path.split(".");
      const section = optionAt(root, steps.slice(0, -1));
      assert.ok(section);
      assert.equal(summary(classifyAgentKey(steps.at(-1) ?? "", section, root)), expected);
    });
  }

  it("sees a path written as one key", () => {
    assert.equal(summary(classifyAgentKey("apm_config.enabled", root, root)), "dotted 2");
    assert.equal(summary(classifyAgentKey("apm_config.nothing", root, root)), "unknown");
  });

  it("has no wrong name, and no key of another file, that the Agent knows after all", () => {
    for (const path of [
      "apm_enabled",
      "dogstatsd_config",
      "network_config",
      "logs",
      "integrations",
      "system_probe",
    ])
      assert.equal(optionAt(root, path.split(".")), undefined, path);
  });
});

describe("unknown keys of a check's file", () => {
  const table: readonly [Integration, string, string][] = [
    ["postgres", "instances.0.user", "known-name username"],
    ["postgres", "instances.0.usrname", "similar username"],
    ["postgres", "instances.0.region", "known-name aws.region"],
    ["postgres", "instances.0.command_timeout", "other-integration command_timeout"],
    ["postgres", "instances.0.custom_queries.0.metric_suffix", "known-name"],
    [
      "postgres",
      "instances.0.explain_parameterized_queries",
      "other-level instances.query_samples.explain_parameterized_queries",
    ],
    ["postgres", "instances.0.cluster_check", "other-level cluster_check"],
    ["postgres", "instances.0.global_custom_queries", "other-level init_config.global_custom_queries"],
    ["postgres", "init_config.instances", "other-level instances"],
    ["postgres", "init config", "similar init_config"],
    ["postgres", "api_key", "other-file datadog.yaml"],
    ["postgres", "instances.0.nonsense", "unknown"],
    ["sqlserver", "instances.0.TrustServerCertificate", "known-name"],
    ["sqlserver", "instances.0.query_timeout", "known-name command_timeout"],
    ["sqlserver", "instances.0.schemas", "known-name collect_schemas"],
    ["mysql", "instances.0.extra_status_metrics", "known-name options.extra_status_metrics"],
  ];
  for (const [integration, path, expected] of table) {
    it(`${integration}: ${path} → ${expected}`, () => {
      const steps = path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
      const section = optionAt(optionsOf(integration), steps.slice(0, -1));
      assert.ok(section);
      assert.equal(summary(classifyCheckKey(String(steps.at(-1)), section, integration)), expected);
    });
  }
});

describe("the closest word", () => {
  const names =
    "collect_schemas query_timeout min_collection_interval metric_prefix include host tags port ssl app_key".split(
      " ",
    );
  const table: readonly [string, string | undefined][] = [
    ["collect_schema", "collect_schemas"],
    ["Collect-Schemas", "collect_schemas"],
    ["qeury_timeout", "query_timeout"],
    ["timeout_query", "query_timeout"],
    ["schemas_collect", "collect_schemas"],
    ["max_collection_interval", undefined],
    ["metric_suffix", undefined],
    ["exclude", undefined],
    ["hots", "host"],
    ["tag", "tags"],
    ["tls", undefined],
    ["api_key", undefined],
    ["", undefined],
    ["completely_different", undefined],
  ];
  for (const [word, expected] of table)
    it(`${word || "(empty)"} → ${expected}`, () => assert.equal(closest(word, names), expected));
});
