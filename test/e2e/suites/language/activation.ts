/// <reference types="mocha" />
import * as vscode from "vscode";
import { NOTE } from "../../results.mjs";
import { equal, eventually, ok } from "../../support/assert";
import { isWorker, open, root } from "../../support/workspace";

const ID = "ddconf.ddconf";
/** Long enough for what a file makes VS Code start. */
const SETTLE_MILLISECONDS = 1500;

describe("activation", () => {
  it("leaves other YAML alone", async () => {
    // in a browser there are no files yet
    if (isWorker) await open("helm/values.yaml", "datadog:\n  site: datadoghq.eu\n");
    const uri = vscode.Uri.joinPath(root, "helm/values.yaml");
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MILLISECONDS));
    equal(document.languageId, "yaml");
    equal(vscode.extensions.getExtension(ID)?.isActive, false);
    equal(vscode.languages.getDiagnostics(uri), []);
  });

  it("starts with the first file that the Agent reads", async () => {
    const extension = vscode.extensions.getExtension(ID);
    ok(extension, `${ID} is not installed`);
    const { document } = await open("postgres.d/conf.yaml", "init_config:\ninstances:\n  - host: db1\n");
    equal(document.languageId, "datadog-yaml");
    await eventually("activation", () => extension.isActive);
  });

  it("says how long it took", async () => {
    await vscode.commands.executeCommand("perfview.show");
    const times = await eventually("startup times", activationTimes);
    console.log(`${NOTE}activation took ${times.load} ms to load and ${times.call} ms to run`);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  for (const path of ["datadog-agent/datadog.yaml", "mysql.d/conf.yaml", "sqlserver.d/a.yml"])
    it(`${path} has the language datadog-yaml`, async () => {
      const { document } = await open(path, "init_config:\n");
      equal(document.languageId, "datadog-yaml");
    });
});

/** What VS Code has measured in the extension host; no promise is tested here, since a busy machine is slow. */
function activationTimes(): { readonly load: number; readonly call: number } | undefined {
  const report = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "perf")?.getText() ?? "";
  const [, load, call] = /\|\s*ddconf\.ddconf\s*\|[^|]*\|\s*(\d+)\s*\|\s*(\d+)/.exec(report) ?? [];
  return load === undefined ? undefined : { load: Number(load), call: Number(call) };
}
