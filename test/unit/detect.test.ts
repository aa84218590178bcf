import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { detectKind, mayBeAgentConfig } from "../../server/src/documents/detect";
import type { DocumentKind } from "../../server/src/documents/kinds";

const INSTANCES = "init_config:\ninstances:\n  - host: localhost\n";

describe("what a file is", () => {
  const table: readonly [path: string | undefined, text: string, kind: DocumentKind][] = [
    ["/etc/datadog-agent/datadog.yaml", "", "datadog"],
    ["C:\\ProgramData\\datadog-agent\\datadog.yaml", "", "datadog"],
    ["datadog.yaml", "api_key: x\n", "datadog"],
    ["datadog.yaml", "site: datadoghq.eu\nhostname: a\n", "datadog"],
    ["datadog.yaml", "{api_key: x}\n", "datadog"],
    ["datadog.yaml", "# api_key:\n# site:\n", "datadog"],
    ["datadog.yaml", "apiVersion: v1\nkind: ConfigMap\napi_key: x\n", "none"],
    ["datadog.yaml", "services:\n  web: {}\n", "none"],
    ["datadog.yml", "logs_enabled: true\n", "datadog"],
    [undefined, "api_key: x\n", "datadog"],
    ["conf.d/postgres.d/conf.yaml", "", "postgres"],
    ["postgres.d/conf_aws_rds.yml", "- broken", "postgres"],
    ["sqlserver.d/conf.yaml", INSTANCES, "sqlserver"],
    ["mysql.d/metrics.yaml", INSTANCES, "none"],
    ["postgres.d/conf.yaml.example", INSTANCES, "none"],
    ["redisdb.d/conf.yaml", INSTANCES, "none"],
    ["conf.d/postgres.yaml", INSTANCES, "postgres"],
    ["conf.d/mysql.yaml", "init_config:\n", "mysql"],
    ["postgres.yaml", "instances:\n- host: a\n", "postgres"],
    ["postgres.yaml", "host: a\n", "none"],
    ["docker-compose.yaml", INSTANCES, "none"],
    ["system-probe.yaml", "network_config: {}\n", "none"],
    ["service.datadog.yaml", "api_key: x\n", "none"],
    [".ddconf.yaml", "", "ddconf-config"],
    ["templates/postgres.yaml", INSTANCES, "none"],
  ];
  for (const [path, text, kind] of table)
    it(`${path} with ${JSON.stringify(text.slice(0, 30))} is ${kind}`, () => {
      const detection = detectKind(path, text);
      assert.equal(detection.kind, kind, detection.reason);
      assert.notEqual(detection.reason, "");
      if (kind !== "none" && path !== undefined)
        assert.ok(mayBeAgentConfig(path), "found when searching a folder");
    });
});
