// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables under test look like that
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { applyEdits } from "../../server/src/model/edit";
import type { Finding } from "../../server/src/rules/finding";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";

const DATADOG = "datadog-agent/datadog.yaml";
const POSTGRES = "postgres.d/conf.yaml";

/** Findings of one rule. */
function find(rule: string, text: string, path = DATADOG): readonly Finding[] {
  return runRules(ALL_RULES, openDocument(path, text), DEFAULT_SETTINGS).filter(
    (finding) => finding.rule === rule,
  );
}

const marked = (rule: string, text: string, path?: string) =>
  find(rule, text, path).map(({ span }) => text.slice(span.start, span.end));

describe("yaml/duplicate-key", () => {
  const rule = "yaml/duplicate-key";

  it("reports each repeated key once and points at the first", () => {
    const findings = find(rule, "env: a\nenv: b\nenv: c\n");
    assert.deepEqual(
      findings.map(({ span, related }) => [span.start, related[0]?.span.start]),
      [
        [7, 0],
        [14, 0],
      ],
    );
  });

  it("looks into sections, list items and flow maps, and at shared anchors once", () => {
    assert.deepEqual(marked(rule, "apm_config:\n  enabled: true\n  enabled: false\n"), ["enabled"]);
    assert.deepEqual(marked(rule, "a: &a {x: 1, x: 2}\nb: *a\nc: *a\n"), ["x"]);
    assert.deepEqual(marked(rule, "instances:\n  - host: a\n    host: b\n", POSTGRES), ["host"]);
  });

  it("lets merge keys and the branches of templates be", () => {
    assert.deepEqual(marked(rule, "a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a\n  x: 2\n"), []);
    assert.deepEqual(marked(rule, "{% if x %}\nenv: a\n{% else %}\nenv: b\n{% endif %}\n"), []);
  });

  it("removes the earlier one safely only when both say the same", () => {
    const fix = (text: string) => {
      const [first] = find(rule, text)[0]?.fixes ?? [];
      return first && [applyEdits(text, first.edits), first.safe];
    };
    assert.deepEqual(fix("env: a\nenv: a\n"), ["env: a\n", true]);
    assert.deepEqual(fix("env: a\r\nenv: b\r\n"), ["env: b\r\n", false]);
    assert.deepEqual(fix("tags: [a, b]\ntags:\n  - a\n  - b\n"), ["tags:\n  - a\n  - b\n", true]);
    assert.equal(fix("{env: a, env: b}\n"), undefined);
  });

  it("joins two sections and keeps their comments", () => {
    const text = "logs_config:\n    # one\n    a: 1 # two\nenv: x\nlogs_config:\n  b:\n    - 2\n";
    const [join] = find(rule, text)[0]?.fixes ?? [];
    assert.equal(applyEdits(text, join?.edits ?? []), "env: x\nlogs_config:\n  b:\n    - 2\n  a: 1 # two\n");
    assert.equal(join?.safe, false);
  });
});

describe("yaml/merge-conflict", () => {
  const conflict = "site: a\n<<<<<<< HEAD\nenv: a\n=======\nenv: b\n>>>>>>> branch\nenv:: [\n";

  it("is the only finding", () => {
    for (const text of [conflict, conflict.replaceAll("\n", "\r\n")]) {
      const rules = runRules(ALL_RULES, openDocument(DATADOG, text), DEFAULT_SETTINGS).map(
        ({ rule }) => rule,
      );
      assert.deepEqual(rules, ["yaml/merge-conflict"]);
    }
  });

  it("needs all of the markers", () => {
    assert.deepEqual(find("yaml/merge-conflict", "# =======\n# >>>>>>> b\nenv: <<<<<<< a\n"), []);
  });
});

describe("yaml/template-source", () => {
  it("is said once, and that nothing was checked when the rest does not parse", () => {
    const [only, ...more] = find("yaml/template-source", "env: {{ a }}\nsite: {{ b }}\n");
    assert.match(only?.message ?? "", /only what is outside/);
    assert.deepEqual(more, []);
    const broken = "env: {{ a }}\n  site: [{{ b }}\n";
    assert.match(find("yaml/template-source", broken)[0]?.message ?? "", /nothing was checked/);
    assert.deepEqual(find("yaml/syntax", broken), []);
  });

  it("does not mind tags in comments", () => {
    assert.deepEqual(find("yaml/template-source", "# {{ a }}\nenv: b\n"), []);
  });
});

describe("yaml/unexpanded-variable", () => {
  const rule = "yaml/unexpanded-variable";
  const instance = (lines: string) => `init_config:\ninstances:\n  - host: a\n    username: b\n${lines}`;

  it("marks the variable inside of a longer value", () => {
    assert.deepEqual(
      marked(rule, "dd_url: https://${DD_HOST}:443\ntags: ['a:$X', '${A}-${B}', $TEAM_NAME]\n"),
      ["${DD_HOST}", "${A}", "$TEAM_NAME"],
    );
  });

  it("lets templates, patterns, queries and passwords be", () => {
    const text = instance(`    password: pa\${ss}word
    database_identifier:
      template: $env-\${resolved_hostname}
    custom_queries:
      - query: SELECT '\${x}'
        columns: []
logs:
  - type: file
    path: /var/log/a.log
    log_processing_rules:
      - type: mask_sequences
        name: a
        pattern: \${NAME}
        replace_placeholder: \${NAME}
`);
    assert.deepEqual(marked(rule, text, POSTGRES), []);
  });

  it("offers the template variable in check files where that is certain", () => {
    const fix = (line: string) => {
      const text = instance(`    ${line}\n`);
      const edits = find(rule, text, POSTGRES)[0]?.fixes[0]?.edits;
      return edits && applyEdits(text, edits).split("\n").at(-2)?.trim();
    };
    assert.equal(fix("dbname: ${DB}"), 'dbname: "%%env_DB%%"');
    assert.equal(fix("dbname: '${DB}-1'"), "dbname: '%%env_DB%%-1'");
    assert.equal(fix("dbname: x-${DB}"), "dbname: x-%%env_DB%%");
    assert.equal(fix("dbname: ${DB}-1"), undefined);
    assert.equal(fix("dbname: ${DB:-postgres}"), undefined);
    assert.equal(fix("password: ${PW}"), 'password: "%%env_PW%%"');
  });
});

describe("yaml/placeholder", () => {
  const rule = "yaml/placeholder";

  it("is an error where the Agent says who it is", () => {
    const severities = (text: string) => find(rule, text).map(({ severity }) => severity);
    assert.deepEqual(severities("api_key: <YOUR_API_KEY>\n"), ["error"]);
    assert.deepEqual(severities("delegated_auth:\n  org_uuid: <YOUR_ORG_UUID>\n"), ["error"]);
    assert.deepEqual(severities("hostname: <HOSTNAME>\n"), ["warning"]);
  });

  it("lets SQL and patterns be", () => {
    const text = `init_config:
instances:
  - host: a
    username: b
    custom_queries:
      - query: SELECT 1 WHERE a <> '<NAME>'
        columns: []
    relations:
      - relation_regex: <ABC>
`;
    assert.deepEqual(marked(rule, text, POSTGRES), []);
  });
});

describe("yaml/extra-document", () => {
  const rule = "yaml/extra-document";

  it("marks where the second document starts", () => {
    assert.deepEqual(marked(rule, "env: a\n---\n# b\nsite: b\nenv: c\n"), ["site"]);
    assert.deepEqual(marked(rule, "env: a\n---\n- b\n- c\n"), ["- b"]);
    assert.match(find(rule, "---\n---\nenv: a\n")[0]?.message ?? "", /which is empty here/);
  });

  it("does not mind empty documents", () => {
    assert.deepEqual(marked(rule, "---\nenv: a\n---\n# nothing\n...\n"), []);
  });
});

describe("ddconf's own files", () => {
  it("agentVersion and site", () => {
    const of = (text: string) => marked("ddconf/config", text, ".ddconf.yaml");
    assert.deepEqual(of("agentVersion: 7.70\nsite: us5.datadoghq.com\n"), []);
    assert.deepEqual(of('agentVersion: ">=7.60 <7.80"\n'), []);
    assert.deepEqual(of("agentVersion: seven\nsite: eu.datadoghq.com\n"), ["seven", "eu.datadoghq.com"]);
    assert.deepEqual(of("agentVersion:\nsite: [a]\n"), []);
  });

  it("rules that do not exist", () => {
    const of = (text: string) => marked("ddconf/unknown-rule", text, ".ddconf.yaml");
    assert.deepEqual(of("rules:\n  yaml/syntax: off\n  'yaml/sintax': off\n  nothing: hint\n"), [
      "yaml/sintax",
      "nothing",
    ]);
    const text = "rules:\n  'merge-conflict': off\n";
    const edits = find("ddconf/unknown-rule", text, ".ddconf.yaml")[0]?.fixes[0]?.edits ?? [];
    assert.equal(applyEdits(text, edits), "rules:\n  'yaml/merge-conflict': off\n");
  });
});
