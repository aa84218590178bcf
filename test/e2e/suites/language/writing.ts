/// <reference types="mocha" />
import * as vscode from "vscode";
import { eventually, match, ok } from "../../support/assert";
import { openAtCursor } from "../../support/workspace";

describe("writing", () => {
  it("completes the keys that are not there yet, deprecated ones last", async () => {
    const editor = await openAtCursor(
      "postgres.d/keys.yaml",
      "init_config:\ninstances:\n  - host: db1\n    │\n",
    );
    const items = await itemsAt(editor);
    const labels = items.map(labelOf);
    ok(labels.includes("port") && labels.includes("managed_authentication") === false, labels.join(", "));
    ok(!labels.includes("host"), "host is there already");
    const deprecated = items.filter(({ tags }) => tags?.includes(vscode.CompletionItemTag.Deprecated));
    const lastGood = items
      .filter((item) => !deprecated.includes(item))
      .map(({ sortText }) => sortText ?? "")
      .sort()
      .at(-1);
    ok(
      deprecated.every(({ sortText }) => (sortText ?? "") > (lastGood ?? "")),
      "a deprecated option comes before another",
    );
  });

  it("completes values", async () => {
    const labels = (await itemsAt(await openAtCursor("values/datadog-agent/datadog.yaml", "site: │\n"))).map(
      labelOf,
    );
    ok(labels.includes("us3.datadoghq.com"), labels.join(", "));
  });

  it("inserts a block with places to fill in", async () => {
    const editor = await openAtCursor("block/datadog-agent/datadog.yaml", "site: datadoghq.eu\nlog_l│\n");
    await eventually("inserted key", async () => {
      await vscode.commands.executeCommand("editor.action.triggerSuggest");
      await new Promise((resolve) => setTimeout(resolve, 300));
      await vscode.commands.executeCommand("acceptSelectedSuggestion");
      return editor.document.getText().includes("log_level: ");
    });
    // a choice of values: the first one is in place, and typing replaces it
    match(editor.document.getText(), /^log_level: \w+$/m);
    await vscode.commands.executeCommand("hideSuggestWidget");
    await vscode.commands.executeCommand("type", { text: "warn" });
    match(editor.document.getText(), /^log_level: warn$/m);
  });
});

async function itemsAt({ document, selection }: vscode.TextEditor): Promise<vscode.CompletionItem[]> {
  return eventually("completion", async () => {
    const { items }: vscode.CompletionList = await vscode.commands.executeCommand(
      "vscode.executeCompletionItemProvider",
      document.uri,
      selection.active,
    );
    return items.length > 0 ? items : undefined;
  });
}

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}
