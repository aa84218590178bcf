/// <reference types="mocha" />
import * as vscode from "vscode";
import { eventually, ok } from "../../support/assert";
import { codeActions, finding, root } from "../../support/workspace";

describe("in a folder that is not trusted", () => {
  let document: vscode.TextDocument;

  before(async function () {
    // the desktop's `--disable-workspace-trust` cannot be taken back
    if (vscode.workspace.isTrusted) this.skip();
    document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root, "postgres.d/conf.yaml"));
    await vscode.window.showTextDocument(document);
  });

  it("checks and fixes", async () => {
    const { range } = await finding(document, "postgres/unknown-key");
    await eventually("quick fix", async () => {
      const fixes = await codeActions(document, range, "quickfix");
      return fixes.length > 0 ? fixes : undefined;
    });
  });

  it("completes and explains", async () => {
    const at = new vscode.Position(1, 3);
    const hovers = await eventually("hover", async () => {
      const found: vscode.Hover[] = await vscode.commands.executeCommand(
        "vscode.executeHoverProvider",
        document.uri,
        at,
      );
      return found.length > 0 ? found : undefined;
    });
    ok(hovers.length > 0, "there is no hover");
  });
});
