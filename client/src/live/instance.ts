import * as vscode from "vscode";
import { CHECK_YAML, chooseFile, type Target } from "./target";

/**
 * The instance that a command is about: the one it was given, the one under the cursor, or one that the user
 * picks. Instances are those of the outline.
 */
export async function chooseInstance(given: Target | undefined): Promise<Required<Target> | undefined> {
  const document = await chooseFile(given, CHECK_YAML.accepts, CHECK_YAML.pattern);
  if (!document) return undefined;
  const uri = document.uri.toString();
  if (given?.instance !== undefined) return { uri, instance: given.instance };
  const instances = await instancesOf(document);
  const cursor = vscode.window.activeTextEditor;
  const here =
    cursor?.document === document
      ? instances.findIndex(({ range }) => range.contains(cursor.selection.active))
      : -1;
  if (here >= 0) return { uri, instance: here };
  if (instances.length <= 1) return { uri, instance: 0 };
  const items = instances.map(({ name }, instance) => ({ label: name, instance }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Which instance?"),
    ignoreFocusOut: true,
  });
  return chosen && { uri, instance: chosen.instance };
}

async function instancesOf({ uri }: vscode.TextDocument): Promise<readonly vscode.DocumentSymbol[]> {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    uri,
  );
  return symbols?.find(({ name }) => name === "instances")?.children ?? [];
}
