/// <reference types="mocha" />
import * as vscode from "vscode";
import { equal, eventually, match, ok } from "../../support/assert";
import { codeActions, finding, open, resolved } from "../../support/workspace";

const RULE = "schema/unknown-key";

describe("fixing", () => {
  it("a quick fix repairs what is reported", async () => {
    const { document } = await open(
      "fix/datadog-agent/datadog.yaml",
      "site: datadoghq.eu\nlogs_enabeld: true\n",
    );
    const { range } = await finding(document, RULE);
    const fix = (await codeActions(document, range, "quickfix")).find(({ title }) =>
      /logs_enabled/.test(title),
    );
    ok(fix?.edit, "no quick fix names `logs_enabled`");
    ok(await vscode.workspace.applyEdit(fix.edit), "the fix was refused");
    equal(document.getText(), "site: datadoghq.eu\nlogs_enabled: true\n");
    await resolved(document, RULE);
  });

  it("a finding can be ignored with a reason", async () => {
    const { document } = await open(
      "ignore/datadog-agent/datadog.yaml",
      "site: datadoghq.eu\nlogs_enabeld: true\n",
    );
    const { range } = await finding(document, RULE);
    const actions = await codeActions(document, range, "quickfix");
    const ignore = actions.find(({ title }) => title.startsWith("Ignore"));
    ok(ignore?.edit, `no action ignores it: ${actions.map(({ title }) => title).join(", ")}`);
    ok(await vscode.workspace.applyEdit(ignore.edit), "the edit was refused");
    // the cursor is where the reason goes
    await vscode.commands.executeCommand("type", { text: "read by a plugin" });
    match(document.getText(), /^# ddconf: ignore\[schema\/unknown-key\] read by a plugin$/m);
    await resolved(document, RULE);
  });

  it("saving fixes what is safe to fix, and leaves guesses to the user", async () => {
    const text = `delegated_auth:\n  org_uuid: 11111111-2222-3333-4444-555555555555\n  provider: aws\nlogs_enabeld: true\n`;
    const { document } = await open("save/datadog-agent/datadog.yaml", text);
    const end = document.positionAt(text.indexOf("logs_enabeld"));
    const edit = new vscode.WorkspaceEdit();
    const provider = document.positionAt(text.indexOf("aws"));
    edit.replace(
      document.uri,
      new vscode.Range(provider, end.translate(-1, "  provider: aws".length)),
      "AWS",
    );
    ok(await vscode.workspace.applyEdit(edit), "the edit was refused");
    await finding(document, "delegated-auth/provider");
    ok(await document.save(), "the file was not saved");
    await eventually("fix on saving", () => /provider: aws$/m.test(document.getText()));
    match(document.getText(), /logs_enabeld/);
    equal(document.isDirty, false);
  });
});
