/// <reference types="mocha" />
import * as vscode from "vscode";
import { equal, eventually, match, ok } from "../../support/assert";
import { open } from "../../support/workspace";

const INSTANCE = `init_config:
instances:
  - host: db1
    port: 5432
    dbname: orders
    aws:
      region: eu-west-1
`;

describe("reading", () => {
  it("a hover explains the option", async () => {
    const { document } = await open(
      "hover/datadog-agent/datadog.yaml",
      "apm_config:\n  receiver_port: 8126\n",
    );
    const text = await eventually("hover", () => hoverAt(document, new vscode.Position(1, 4)));
    match(text, /apm_config\.receiver_port/);
    match(text, /DD_APM_RECEIVER_PORT/);
  });

  it("the outline names instances after what they connect to", async () => {
    const { document } = await open("postgres.d/outline.yaml", INSTANCE);
    const symbols = await eventually("outline", () => symbolsOf(document));
    equal(
      symbols.map(({ name }) => name),
      ["init_config", "instances"],
    );
    const [instance] = symbols[1]?.children ?? [];
    ok(instance?.name === "postgres · db1:5432/orders", `the instance is called ${instance?.name}`);
    equal(
      instance.children.map(({ name }) => name),
      ["host", "port", "dbname", "aws"],
    );
  });
});

async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n");
}

async function symbolsOf(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[] | undefined> {
  return vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
}
