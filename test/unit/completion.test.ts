import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CompletionItem, TextEdit } from "vscode-languageserver-types";
import { LineIndex } from "../../server/src/model/text";
import { complete } from "../../server/src/service/completion";
import type { CompletionFeatures } from "../../server/src/service/completion/items";
import { type FileKind, openMarked } from "../support/marks";

const PLAIN: CompletionFeatures = { snippets: false, asIs: true, adjustsIndent: false, markdown: true };
const SNIPPETS: CompletionFeatures = { ...PLAIN, snippets: true };

interface Case {
  readonly name: string;
  readonly kind: FileKind;
  readonly text: string;
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  /** Label of an item, and the text after inserting it without snippets. */
  readonly insert?: readonly [string, string];
  /** Label of an item, and what it inserts as a snippet. */
  readonly snippet?: readonly [string, string];
  readonly empty?: true;
}

const CASES: readonly Case[] = [
  {
    name: "top-level keys of an empty file",
    kind: "datadog",
    text: "│",
    has: ["api_key", "site", "logs_config", "delegated_auth block"],
    insert: ["logs_enabled", "logs_enabled: true"],
    snippet: ["logs_enabled", `logs_enabled: \${1|true,false|}`],
  },
  {
    name: "keys that stand there already are left out, in any case",
    kind: "datadog",
    text: "API_key: x\nsite: datadoghq.eu\n│\nlogs_enabled: true\n",
    has: ["tags"],
    lacks: ["api_key", "site", "logs_enabled"],
  },
  {
    name: "a half-typed key alone on its line",
    kind: "datadog",
    text: "site: datadoghq.eu\napi_k│",
    has: ["api_key"],
    insert: ["api_key", "site: datadoghq.eu\napi_key: "],
  },
  {
    name: "a half-typed key in the middle of a file",
    kind: "datadog",
    text: "site: datadoghq.eu\napm_config:\n  rec│\n  env: prod\ntags: []\n",
    has: ["receiver_port"],
    lacks: ["env", "site"],
    insert: ["receiver_port", "site: datadoghq.eu\napm_config:\n  receiver_port: \n  env: prod\ntags: []\n"],
  },
  {
    name: "an empty line belongs to the map that its indentation names: nested",
    kind: "datadog",
    text: "apm_config:\n  enabled: true\n  │\n",
    has: ["receiver_port"],
    lacks: ["enabled", "api_key"],
  },
  {
    name: "an empty line belongs to the map that its indentation names: root",
    kind: "datadog",
    text: "apm_config:\n  enabled: true\n│\n",
    has: ["api_key"],
    lacks: ["receiver_port", "apm_config"],
  },
  {
    name: "no map has this column",
    kind: "datadog",
    text: "apm_config:\n    enabled: true\n  │\n",
    empty: true,
  },
  { name: "nothing below a value", kind: "datadog", text: "site: datadoghq.com\n  │\n", empty: true },
  { name: "nothing in a comment", kind: "datadog", text: "# api_│", empty: true },
  { name: "nothing in a comment behind a value", kind: "datadog", text: "log_level: # in│", empty: true },
  {
    name: "nothing in a block scalar",
    kind: "postgres",
    text: "instances:\n  - host: a\n    custom_queries:\n      - query: |\n          se│\n",
    empty: true,
  },
  {
    name: "nothing in the blank lines of a block scalar",
    kind: "postgres",
    text: "instances:\n  - host: a\n    custom_queries:\n      - query: |\n          select 1\n          │\n",
    empty: true,
  },
  {
    name: "keys behind a block scalar",
    kind: "postgres",
    text: "instances:\n  - application_name: |\n      a: b\n    │\n",
    has: ["host", "port"],
    lacks: ["application_name", "a"],
  },
  { name: "nothing in a flow collection", kind: "datadog", text: "tags: [│]", empty: true },
  {
    name: "nothing in a flow collection over lines",
    kind: "datadog",
    text: "tags: [\n  a,\n  │\n]\n",
    empty: true,
  },
  {
    name: "keys of an instance in a text that does not parse",
    kind: "postgres",
    text: "init_config:\ninstances:\n  - ho│",
    has: ["host", "username", "postgres instance"],
    insert: ["host", "init_config:\ninstances:\n  - host: "],
  },
  {
    name: "keys of the second instance",
    kind: "postgres",
    text: "instances:\n  - host: a\n    port: 1\n  - host: b\n    │\n",
    has: ["port", "username"],
    lacks: ["host", "init_config"],
  },
  {
    name: "list at the column of its key",
    kind: "postgres",
    text: "instances:\n- host: a\n  │\n",
    has: ["port", "aws.managed_authentication block"],
    lacks: ["host"],
  },
  {
    name: "a nested map of an instance",
    kind: "postgres",
    text: "instances:\n  - host: a\n    aws:\n      │\n    port: 5432\n",
    has: ["region", "managed_authentication", "aws.managed_authentication block"],
    lacks: ["port", "host"],
    insert: [
      "aws.managed_authentication block",
      "instances:\n  - host: a\n    aws:\n      managed_authentication:\n        enabled: true\n    port: 5432\n",
    ],
  },
  {
    name: "an array key opens a list, with the right indentation",
    kind: "postgres",
    text: "instances:\n  - host: a\n    ta│\n",
    insert: ["tags", "instances:\n  - host: a\n    tags:\n      - \n"],
    snippet: ["tags", "tags:\n      - $1"],
  },
  {
    name: "required keys of a new item are filled in",
    kind: "datadog",
    text: "apm_config:\n  replace_ta│\n",
    snippet: ["replace_tags", "replace_tags:\n    - name: $1\n      pattern: $2"],
  },
  {
    name: "a section opens with its children's indentation",
    kind: "datadog",
    text: "logs_conf│",
    snippet: ["logs_config", "logs_config:\n  $1"],
  },
  {
    name: "a list without its dash offers items with one",
    kind: "postgres",
    text: "init_config:\ninstances:\n  │",
    has: ["postgres instance", "host"],
    insert: ["host", "init_config:\ninstances:\n  - host: "],
  },
  {
    name: "a whole instance",
    kind: "sqlserver",
    text: "instances:\n  - │",
    snippet: [
      "sqlserver instance",
      [
        `host: "\${1:localhost,1433}"`,
        `username: \${2:datadog}`,
        `password: "\${3:ENC[sqlserver_password]}"`,
        "connector: odbc",
        `driver: "\${4:{ODBC Driver 18 for SQL Server\\}}"`,
        `dbm: \${5|true,false|}`,
      ].join("\n    "),
    ],
  },
  {
    name: "no second whole instance in one",
    kind: "mysql",
    text: "instances:\n  - host: a\n    │",
    lacks: ["mysql instance"],
    has: ["aws.managed_authentication block"],
  },
  {
    name: "an Azure login for postgres alone",
    kind: "mysql",
    text: "instances:\n  - host: a\n    │",
    lacks: ["azure.managed_authentication block"],
  },
  {
    name: "a managed identity for SQL Server",
    kind: "sqlserver",
    text: "instances:\n  - host: a\n    │",
    has: ["managed_identity block"],
    lacks: ["aws.managed_authentication block"],
  },
  {
    name: "a log source",
    kind: "mysql",
    text: "logs:\n  - │",
    has: ["logs item", "type"],
    insert: [
      "logs item",
      "logs:\n  - type: file\n    path: /var/log/mysql/error.log\n    source: mysql\n    service: database",
    ],
  },
  {
    name: "boolean values",
    kind: "datadog",
    text: "logs_enabled: │",
    has: ["true", "false"],
    insert: ["true", "logs_enabled: true"],
  },
  {
    name: "a value without its blank",
    kind: "datadog",
    text: "logs_enabled:│",
    insert: ["true", "logs_enabled: true"],
  },
  {
    name: "half a value is replaced whole",
    kind: "datadog",
    text: "log_level: de│xx # why",
    insert: ["debug", "log_level: debug # why"],
  },
  {
    name: "a word that YAML misreads comes in quotes",
    kind: "datadog",
    text: "log_level: │",
    has: ['"off"', "info"],
    insert: ['"off"', 'log_level: "off"'],
  },
  {
    name: "a value in quotes",
    kind: "datadog",
    text: 'log_level: "│"',
    has: ["off"],
    insert: ["off", 'log_level: "off"'],
  },
  { name: "sites", kind: "datadog", text: "site: │", has: ["datadoghq.com"] },
  {
    name: "regions",
    kind: "postgres",
    text: "instances:\n  - aws:\n      region: │",
    has: ["eu-west-1", "us-gov-west-1", "cn-north-1"],
    lacks: ["us-iso-east-1"],
  },
  {
    name: "no region in China for delegated authentication",
    kind: "datadog",
    text: "delegated_auth:\n  aws:\n    region: eu│",
    has: ["eu-west-1"],
    lacks: ["cn-north-1"],
  },
  {
    name: "enum values",
    kind: "postgres",
    text: "instances:\n  - azure:\n      deployment_type: │\n    host: a\n",
    has: ["flexible_server"],
  },
  {
    name: "deployment types of Azure SQL",
    kind: "sqlserver",
    text: "instances:\n  - azure:\n      deployment_type: │\n",
    has: ["sql_database", "managed_instance", "virtual_machine"],
  },
  {
    name: "a secret's handle where a secret belongs",
    kind: "postgres",
    text: "instances:\n  - password: │\n",
    has: ["ENC[]"],
    lacks: ["%%host%%"],
    snippet: ["ENC[]", `"ENC[\${1:handle}]"`],
  },
  {
    name: "a secret's handle in quotes",
    kind: "datadog",
    text: 'api_key: "│"\n',
    insert: ["ENC[]", 'api_key: "ENC[handle]"\n'],
  },
  {
    name: "a secret's handle for any text, once it is begun",
    kind: "postgres",
    text: "instances:\n  - username: EN│\n",
    has: ["ENC[]"],
  },
  { name: "no handle unasked", kind: "postgres", text: "instances:\n  - username: │\n", lacks: ["ENC[]"] },
  {
    name: "variables of Autodiscovery behind a percent sign, in quotes",
    kind: "postgres",
    text: "instances:\n  - host: %│\n",
    has: ["%%host%%", "%%port%%", "%%kube_namespace%%"],
    insert: ["%%host%%", 'instances:\n  - host: "%%host%%"\n'],
    snippet: ["%%env_NAME%%", `"%%env_\${1:NAME}%%"`],
  },
  {
    name: "variables where a number belongs",
    kind: "mysql",
    text: 'instances:\n  - port: "%%p│"\n',
    insert: ["%%port%%", 'instances:\n  - port: "%%port%%"\n'],
  },
  { name: "no such variables in datadog.yaml", kind: "datadog", text: "hostname: %│\n", lacks: ["%%host%%"] },
  {
    name: "a key with its colon keeps it",
    kind: "datadog",
    text: "log_lev│: info",
    insert: ["log_level", "log_level: info"],
  },
  {
    name: "a key with children keeps them",
    kind: "datadog",
    text: "api_key: x\napm_con│:\n  enabled: true\n",
    insert: ["apm_config", "api_key: x\napm_config:\n  enabled: true\n"],
  },
  {
    name: "merged keys count as present",
    kind: "postgres",
    text: "x: &base\n  host: a\n  port: 1\ninstances:\n  - <<: *base\n    us│",
    has: ["username"],
    lacks: ["host", "port"],
  },
  { name: "the second document of a stream", kind: "datadog", text: "site: a\n---\n│", has: ["site"] },
  {
    name: "CRLF",
    kind: "datadog",
    text: "apm_config:\r\n  enabled: true\r\n  rec│\r\n",
    has: ["receiver_port"],
    lacks: ["enabled"],
  },
  {
    name: "rule ids in .ddconf.yaml",
    kind: "project",
    text: "rules:\n  │",
    has: ["schema/unknown-key"],
    insert: ["schema/unknown-key", 'rules:\n  schema/unknown-key: "off"'],
  },
  {
    name: "severities in .ddconf.yaml",
    kind: "project",
    text: "rules:\n  schema/unknown-key: │",
    has: ["warning", '"off"'],
  },
  {
    name: "keys of .ddconf.yaml",
    kind: "project",
    text: "a│",
    has: ["agentVersion", "rules"],
    lacks: ["api_key"],
  },
  {
    name: "rule ids in a comment",
    kind: "datadog",
    text: "# ddconf: ignore[sch│]\nsite: a\n",
    has: ["schema/unknown-key"],
  },
  { name: "nothing at the start of a key", kind: "datadog", text: "│site: a\n", empty: true },
  { name: "nothing below an unknown key", kind: "datadog", text: "no_such_key:\n  │", empty: true },
];

describe("completion", () => {
  for (const test of CASES) it(test.name, () => check(test));

  it("documented keys come first, deprecated ones last and marked", () => {
    const { document, position } = openMarked("datadog", "│");
    const items = complete(document, position, PLAIN).sort(bySortText);
    const at = (label: string) => items.findIndex((item) => item.label === label);
    assert.ok(at("api_key") < at("admission_controller"), "documented before undocumented");
    assert.ok(at("admission_controller") < at("ac_exclude"), "undocumented before deprecated");
    assert.deepEqual(items[at("ac_exclude")]?.tags, [1]);
  });

  it("the keys of an instance come in the order of the schema, what connects first", () => {
    const { document, position } = openMarked("postgres", "instances:\n  - host: a\n    │");
    const keys = complete(document, position, PLAIN)
      .sort(bySortText)
      .filter(({ kind }) => kind !== 15);
    const labels = keys.slice(0, 5).map(({ label }) => label);
    assert.deepEqual(labels, ["port", "username", "password", "dbname", "dbm"]);
  });

  it("items say type, default and what the option does", () => {
    const { document, position } = openMarked("datadog", "│");
    const port = complete(document, position, PLAIN).find(({ label }) => label === "cmd_port");
    assert.equal(port?.detail, "integer, default 5001");
    assert.equal(typeof port?.documentation, "object");
  });

  it("without `asIs`, lines are indented relative to the line where the editor indents itself", () => {
    const features = { ...SNIPPETS, asIs: false, adjustsIndent: true };
    const { document, position } = openMarked("postgres", "instances:\n  - ta│");
    const tags = complete(document, position, features).find(({ label }) => label === "tags");
    assert.equal((tags?.textEdit as TextEdit | undefined)?.newText, "tags:\n    - $1");
  });
});

function bySortText(a: CompletionItem, b: CompletionItem): number {
  return (a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1;
}

function check(test: Case): void {
  const { document, position } = openMarked(test.kind, test.text);
  const items = complete(document, position, PLAIN);
  const labels = items.map(({ label }) => label);
  assert.deepEqual(
    labels.filter((label, index) => labels.indexOf(label) !== index),
    [],
    "no label twice",
  );
  if (test.empty) assert.deepEqual(labels, []);
  for (const label of test.has ?? [])
    assert.ok(labels.includes(label), `offers ${label}, not ${labels.slice(0, 9)}`);
  for (const label of test.lacks ?? []) assert.ok(!labels.includes(label), `does not offer ${label}`);
  if (test.insert) {
    const [label, expected] = test.insert;
    const edit = editOf(items, label);
    const lines = new LineIndex(document.text);
    const [start, end] = [lines.offset(edit.range.start), lines.offset(edit.range.end)];
    assert.equal(document.text.slice(0, start) + edit.newText + document.text.slice(end), expected);
  }
  if (test.snippet) {
    const [label, expected] = test.snippet;
    assert.equal(editOf(complete(document, position, SNIPPETS), label).newText, expected);
  }
}

function editOf(items: readonly CompletionItem[], label: string): TextEdit {
  const item = items.find((candidate) => candidate.label === label);
  assert.ok(item?.textEdit, `offers ${label}, not ${items.map((candidate) => candidate.label).slice(0, 9)}`);
  return item.textEdit as TextEdit;
}
