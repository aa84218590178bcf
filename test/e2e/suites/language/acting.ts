/// <reference types="mocha" />
import * as vscode from "vscode";
import { eventually, match, ok } from "../../support/assert";
import { codeActions, finding, open, openAtCursor } from "../../support/workspace";

const RDS = "orders.c9akciq32rdz.eu-west-1.rds.amazonaws.com";

describe("acting", () => {
  it("generates what the cloud side needs, in an editor beside the file", async () => {
    const { document, selection } = await openAtCursor(
      "postgres.d/generate.yaml",
      `init_config:
instances:
  - host: ${RDS}
    port: 5432
    username: datadog
    aws:
      instance_endpoint: ${RDS}
      region: eu-west-1
      managed_authentication:
        ena│bled: true
`,
    );
    const actions = await eventually("action", async () => {
      const found = await codeActions(document, selection, "refactor.ddconf");
      return found.length > 0 ? found : undefined;
    });
    const policy = actions.find(({ title }) => /IAM.*policy|policy.*IAM/i.test(title)) ?? actions[0];
    ok(policy?.command, "the action does nothing");
    await vscode.commands.executeCommand(policy.command.command, ...(policy.command.arguments ?? []));
    const shown = await eventually("new editor", () =>
      vscode.window.visibleTextEditors.find((editor) => editor.document.isUntitled),
    );
    match(shown.document.getText(), /rds-db:connect/);
    ok(shown.viewColumn !== vscode.ViewColumn.One, "it covers the configuration");
  });

  it("the server can be restarted", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const { document } = await open(
      "restart/datadog-agent/datadog.yaml",
      "logs_enabeld: true\nsite: datadoghq.eu\n",
    );
    await finding(document, "schema/unknown-key");
    await vscode.commands.executeCommand("ddconf.restartServer");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "log_lewel: info\n");
    await vscode.workspace.applyEdit(edit);
    await eventually("finding after the restart", () =>
      vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes("log_lewel")),
    );
  });
});
