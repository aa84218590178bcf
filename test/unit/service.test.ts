import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isEnabled, readEditorSettings } from "../../server/src/config/editor";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { filePath, uriPath } from "../../server/src/lsp/uri";
import { LineIndex } from "../../server/src/model/text";
import { diagnose } from "../../server/src/service/diagnose";
import { singleEdit } from "../../server/src/service/fix-all";
import { hover } from "../../server/src/service/hover";
import { ignoreEdit } from "../../server/src/service/ignore";
import { documentSymbols } from "../../server/src/service/symbols";
import { type FileKind, openMarked, PATHS } from "../support/marks";

describe("ignore comments", () => {
  const ignored = (marked: string, rule = "schema/unknown-key", kind: FileKind = "datadog") => {
    const { document, position } = openMarked(kind, marked);
    const edit = ignoreEdit(document, rule, position);
    if (!edit) return undefined;
    const lines = new LineIndex(document.text);
    const [start, end] = [lines.offset(edit.range.start), lines.offset(edit.range.end)];
    return document.text.slice(0, start) + edit.newText + document.text.slice(end);
  };

  it("stand above, as far in as the line", () =>
    assert.equal(ignored("a:\n  │b: 1\n"), "a:\n  # ddconf: ignore[schema/unknown-key] \n  b: 1\n"));
  it("keep the file's line ends", () =>
    assert.equal(ignored("│b: 1\r\n"), "# ddconf: ignore[schema/unknown-key] \r\nb: 1\r\n"));
  it("join the comment that is there", () =>
    assert.equal(
      ignored("# ddconf: ignore[schema/since] old\n│b: 1\n"),
      "# ddconf: ignore[schema/since, schema/unknown-key] old\nb: 1\n",
    ));
  it("cannot stand inside a value", () => assert.equal(ignored("a: |\n  x\n  │y\n"), undefined));
  it("do not hide syntax errors", () => assert.equal(ignored("│a: b: c\n", "yaml/syntax"), undefined));
});

describe("hover", () => {
  const text = (kind: FileKind, marked: string) => {
    const { document, position } = openMarked(kind, marked);
    const contents = hover(document, position, [])?.contents;
    return contents && typeof contents === "object" && "value" in contents ? contents.value : "";
  };

  it("names the replacement of a deprecated option", () =>
    assert.match(
      text("datadog", "ac_exc│lude: []\n"),
      /Deprecated.*since Agent 7\.20: write `container_exclude`/s,
    ));
  it("says that an option is not documented", () =>
    assert.match(
      text("datadog", "admission_controller:\n  add_aks_sel│ectors: true\n"),
      /does not document it/,
    ));
  it("derives the environment variable of a setting, not of a list item", () => {
    assert.match(text("datadog", "logs_config:\n  batch_w│ait: 5\n"), /`DD_LOGS_CONFIG_BATCH_WAIT`/);
    assert.doesNotMatch(text("postgres", "instances:\n  - ho│st: a\n"), /Environment/);
  });
  it("describes a key of the user's own by its section", () =>
    assert.match(text("datadog", "kubernetes_pod_labels_as_tags:\n  ap│p: kube_app\n"), /label/));
  it("says nothing in comments and about unknown keys", () => {
    assert.equal(text("datadog", "# site│\nsite: a\n"), "");
    assert.equal(text("datadog", "no_such_│key: a\n"), "");
  });
  it("says what a value means", () => {
    const instance = (line: string) => text("postgres", `instances:\n  - host: a\n    ${line}\n`);
    assert.match(instance("ssl: req│uire"), /`require`: always encrypted/);
    assert.match(instance("aws:\n      region: eu-w│est-1"), /`eu-west-1`: Europe \(Ireland\)\./);
    assert.match(instance("aws:\n      region: cn-n│orth-1"), /China \(Beijing\), partition `aws-cn`\./);
    assert.match(
      instance("aws:\n      managed_authentication:\n        role_arn: arn:aws:│iam::463912045018:role/a/b"),
      /\*\*ARN\*\*\n\n- role `a\/b`\n- account `463912045018`\n- service `iam`\n- partition `aws`/,
    );
  });
  it("takes an ARN in a policy apart", () => {
    const policy = `{"Statement": [{"Effect": "Allow", "Action": "rds-db:connect", "Resource": "arn:aws:rds-db:eu-west-1:463912045018:dbuser:db-ABCD/datadog"}]}`;
    const document = openDocument("/iam/policy.json", policy);
    const position = { line: 0, character: policy.indexOf("dbuser") };
    assert.match(
      JSON.stringify(hover(document, position, [])?.contents),
      /database user `datadog`.*resource id `db-ABCD`.*region `eu-west-1` \(Europe \(Ireland\)\)/,
    );
  });
  it("plain text has no markup", () => {
    const { document, position } = openMarked("datadog", "si│te: datadoghq.eu\n");
    const contents = hover(document, position, [], false)?.contents;
    assert.doesNotMatch(JSON.stringify(contents), /\*\*|`/);
  });
});

describe("language service", () => {
  it("stops where it is told to", () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const document = openDocument(PATHS.datadog, "apm_config:\n  enabled: true\n");
    assert.throws(() => diagnose(document, DEFAULT_SETTINGS, signal), /enough/);
    assert.throws(() => documentSymbols(document, signal), /enough/);
  });

  it("finds the smallest edit between two texts", () => {
    assert.deepEqual(singleEdit("aXXb", "aYb"), { span: { start: 1, end: 3 }, newText: "Y" });
    assert.deepEqual(singleEdit("aa", "aaa"), { span: { start: 2, end: 2 }, newText: "a" });
    assert.equal(singleEdit("a", "a"), undefined);
  });
});

describe("settings and addresses of the editor", () => {
  it("empty settings override nothing", () => {
    const { agentVersion, site, severities } = readEditorSettings({ agentVersion: " ", site: "", rules: {} });
    assert.deepEqual([agentVersion, site, severities?.size], [undefined, undefined, 0]);
  });
  it("reads what makes sense", () => {
    const { agentVersion, severities } = readEditorSettings({
      agentVersion: "7.70",
      rules: { a: "off", b: 1 },
    });
    assert.equal(agentVersion?.text, "7.70");
    assert.deepEqual([...(severities ?? [])], [["a", "off"]]);
  });
  it("is enabled unless told otherwise", () => {
    for (const section of [undefined, null, [], {}, { enable: true }]) assert.equal(isEnabled(section), true);
    assert.equal(isEnabled({ enable: false }), false);
  });
  it("knows the path of an address", () => {
    assert.equal(filePath("file:///etc/a%20b.yaml"), "/etc/a b.yaml");
    assert.equal(filePath("file:///c%3A/x/y.yaml"), "c:/x/y.yaml");
    assert.equal(filePath("file://host/share/y.yaml"), "//host/share/y.yaml");
    assert.equal(filePath("untitled:Untitled-1"), undefined);
    assert.equal(uriPath("vscode-vfs://github/o/r/datadog.yaml?x#y"), "/o/r/datadog.yaml");
    assert.equal(uriPath("file:///%zz.yaml"), "/%zz.yaml");
  });
});
