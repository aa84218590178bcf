import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { forAgent } from "../support/instances";
import { lintCheck } from "../support/lint";

/** Findings of one rule in an instance of these settings: reported text, and the severity where it is not an error. */
function reported(rule: string, settings: string, version?: string): string[] {
  const lines = settings.split("\n").map((line) => (line === "" ? "" : `    ${line}`));
  const text = `instances:\n  - host: localhost\n    username: datadog\n${lines.join("\n")}\n`;
  return lintCheck("postgres", text, forAgent(version))
    .filter((finding) => finding.rule === `postgres/${rule}`)
    .map(({ span, severity }) => `${severity[0]} ${text.slice(span.start, span.end)}`);
}

describe("postgres rules, beyond their pages", () => {
  it("custom-queries: the form from before custom_queries", () => {
    const metric = "custom_metrics:\n  - query: SELECT %s FROM t\n    relation: false\n    descriptors: []\n";
    assert.deepEqual(
      reported(
        "custom-queries",
        `${metric}    metrics:\n      a: [shop.a, GAUGE]\n      b: [shop.b, counter]`,
      ),
      ["e counter"],
    );
    assert.deepEqual(reported("custom-queries", metric), ["e query"]);
  });

  it("custom-queries: placeholders and values of other types are left alone", () => {
    const query = (column: string) => `custom_queries:\n  - query: SELECT 1\n    columns:\n      - ${column}`;
    assert.deepEqual(reported("custom-queries", query('{name: "%%env_X%%", type: "%%env_Y%%"}')), []);
    assert.deepEqual(reported("custom-queries", query("{name: [a], type: gauge}")), []);
    assert.deepEqual(reported("custom-queries", query("{name: a}")), ["e name"]);
    assert.deepEqual(reported("custom-queries", "custom_queries:\n  - query: ''\n    columns: []"), [
      "e query",
    ]);
  });

  it("relations: with an empty dbname the check refuses the instance", () => {
    const relations = "relations:\n  - customers";
    assert.deepEqual(reported("relations", `dbname: ""\n${relations}`), ["e relations"]);
    assert.deepEqual(reported("relations", `dbname:\n${relations}`), ["e relations"]);
    assert.deepEqual(reported("relations", relations), ["w relations"]);
    assert.deepEqual(reported("relations", `dbname: "%%env_DB%%"\n${relations}`), []);
    assert.deepEqual(reported("relations", "relations: []"), []);
  });

  it("relations: names with a dollar sign or a dot are names", () => {
    assert.deepEqual(reported("relations", "dbname: d\nrelations: [a$b, 'public.t', t_1]"), []);
    assert.deepEqual(reported("relations", "dbname: d\nrelations: ['^t', 't.*', 'a|b', 't$']").length, 4);
  });

  it("wal-needs-data-directory: the value counts as it is written", () => {
    const rule = "wal-needs-data-directory";
    assert.deepEqual(reported(rule, 'collect_wal_metrics: "false"'), ["e collect_wal_metrics"]);
    for (const value of ["false", "no", "0", '""', "", '"%%env_WAL%%"'])
      assert.deepEqual(reported(rule, `collect_wal_metrics: ${value}`), [], value);
  });

  it("needs-dbm: the old name of dbm counts, placeholders too", () => {
    const samples = "query_samples:\n  enabled: true";
    assert.deepEqual(reported("needs-dbm", samples), ["w true"]);
    assert.deepEqual(reported("needs-dbm", `deep_database_monitoring: true\n${samples}`), []);
    assert.deepEqual(reported("needs-dbm", `dbm: "%%extra_dbm%%"\n${samples}`), []);
    assert.deepEqual(reported("needs-dbm", "query_samples:\n  enabled: false"), []);
  });

  it("autodiscovery-dbname: by version", () => {
    const rule = "autodiscovery-dbname";
    const on = "database_autodiscovery:\n  enabled: true\n  exclude: [post]";
    assert.deepEqual(reported(rule, on), ["e post"]);
    assert.deepEqual(reported(rule, on, "7.71"), []);
    assert.deepEqual(reported(rule, `dbname: shop\n${on}`, "7.71"), ["e dbname"]);
    assert.deepEqual(reported(rule, `dbname: postgres\n${on}`, "7.71"), []);
    assert.deepEqual(reported(rule, `dbname: shop\n${on}`), []);
    assert.deepEqual(reported(rule, "database_autodiscovery:\n  enabled: true\n  exclude: ['(?i)POST']"), []);
  });

  it("azure-version: nothing of Azure is on when AWS is", () => {
    const text =
      "aws:\n  region: us-east-2\n  managed_authentication: {enabled: true}\nazure:\n  managed_authentication: {enabled: true}";
    assert.deepEqual(reported("azure-version", text, "7.72.1"), []);
    assert.deepEqual(reported("two-clouds", text), ["e true"]);
  });

  it("azure-deployment-type: a word of another type of value, and a placeholder", () => {
    const rule = "azure-deployment-type";
    assert.deepEqual(reported(rule, "azure:\n  deployment_type: 1"), ["e 1"]);
    assert.deepEqual(reported(rule, "azure:\n  deployment_type: managed_instance"), ["w managed_instance"]);
    assert.deepEqual(reported(rule, "azure:\n  deployment_type: <TYPE_DÉPLOIEMENT>"), []);
    assert.deepEqual(reported(rule, "azure: {}", "7.71"), []);
  });

  it("iam-implicit: a placeholder may be empty", () => {
    assert.deepEqual(reported("iam-implicit", 'aws:\n  region: "%%extra_region%%"'), []);
    assert.deepEqual(reported("iam-implicit", "aws:\n  region: us-east-2"), ["w region"]);
    assert.deepEqual(reported("iam-implicit", "password:\naws:\n  region: us-east-2"), ["w region"]);
  });

  it("iam rules look at every Agent of a range", () => {
    const text = "port: 5432\naws:\n  instance_endpoint: x\n  region: us-east-2\npassword: x";
    assert.deepEqual(reported("iam-implicit", text, ">=7.55 <7.80"), ["w region"]);
    assert.deepEqual(reported("iam-implicit", text, ">=7.58"), []);
  });
});

describe("fixes and anchors", () => {
  it("what several instances share is not removed for one of them", () => {
    const iam = "    aws:\n      region: us-east-2\n      managed_authentication:\n        enabled: true\n";
    const host = "o.abc123def456.us-east-2.rds.amazonaws.com";
    const shared = `instances:\n  - &base\n    host: ${host}\n    password: x\n  - <<: *base\n${iam}`;
    const own = `instances:\n  - host: ${host}\n    password: x\n${iam}`;
    const fixes = (text: string) =>
      lintCheck("postgres", text)
        .filter(({ rule }) => rule === "postgres/iam-password-ignored")
        .map((finding) => finding.fixes.length);
    assert.deepEqual(fixes(shared), [0]);
    assert.deepEqual(fixes(own), [1]);
  });
});
