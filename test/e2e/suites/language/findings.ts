/// <reference types="mocha" />
import * as vscode from "vscode";
import { equal, match, ok } from "../../support/assert";
import { configure, finding, open, resolved } from "../../support/workspace";

const RULE = "schema/unknown-key";

describe("findings", () => {
  it("have a place, a severity, and a code that opens the rule's page", async () => {
    const { document } = await open("datadog-agent/datadog.yaml", "site: datadoghq.eu\nlogs_enabeld: true\n");
    const { code, message, range, severity, source } = await finding(document, RULE);
    ok(typeof code === "object", "the code is no link");
    match(code.target.toString(true), /docs\/rules.*unknown-key/);
    match(message, /logs_enabeld/);
    equal(document.getText(range), "logs_enabeld");
    equal(severity, vscode.DiagnosticSeverity.Warning);
    equal(source, "ddconf");
  });

  it("follow the text", async () => {
    const { document } = await open(
      "follow/datadog-agent/datadog.yaml",
      "logs_enabeld: true\nsite: datadoghq.eu\n",
    );
    await finding(document, RULE);
    await replace(document, "logs_enabeld", "logs_enabled");
    await resolved(document, RULE);
  });

  it("follow the settings", async () => {
    const { document } = await open(
      "settings/datadog-agent/datadog.yaml",
      "logs_enabeld: true\nsite: datadoghq.eu\n",
    );
    await finding(document, RULE);
    await configure("rules", { [RULE]: "off" });
    await resolved(document, RULE);
    await configure("rules", { [RULE]: "error" });
    const { severity } = await finding(document, RULE);
    equal(severity, vscode.DiagnosticSeverity.Error);
    await configure("rules", undefined);
    await configure("enable", false);
    await resolved(document, RULE);
    await configure("enable", undefined);
    await finding(document, RULE);
  });

  it("a comment with a reason hides one", async () => {
    const text =
      "# ddconf: ignore[schema/unknown-key] the plugin reads it\nlogs_enabeld: true\nlog_lewel: info\n";
    const { document } = await open("ignored/datadog-agent/datadog.yaml", text);
    await finding(document, RULE);
    equal(
      vscode.languages.getDiagnostics(document.uri).map(({ range }) => document.getText(range)),
      ["log_lewel"],
    );
  });
});

async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const start = document.positionAt(document.getText().indexOf(from));
  edit.replace(document.uri, new vscode.Range(start, start.translate(0, from.length)), to);
  ok(await vscode.workspace.applyEdit(edit), "the edit was refused");
}
