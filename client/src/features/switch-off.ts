import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** What the server answers to `ddconf/exclude`. */
interface Exclusion {
  readonly uri: string;
  readonly exists: boolean;
  readonly path: string;
  readonly text: string | null;
}

interface Way extends vscode.QuickPickItem {
  take(): Promise<unknown>;
}

/** The command that switches ddconf off for the active file, in the way the user chooses. */
export function switchOff(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand("ddconf.switchOffFile", async () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const exclusion = await client.sendRequest<Exclusion | null>("ddconf/exclude", { uri });
    const ways: Way[] = [
      ...(exclusion ? [excluding(client, exclusion)] : []),
      ...(editor.document.languageId === "json" ? [] : [commenting(editor)]),
    ];
    const chosen = await vscode.window.showQuickPick(ways, {
      title: vscode.l10n.t("Switch ddconf Off for This File"),
    });
    await chosen?.take();
  });
}

function excluding(client: BaseLanguageClient, { uri, exists, path, text }: Exclusion): Way {
  const project = client.protocol2CodeConverter.asUri(uri);
  return {
    label: vscode.l10n.t("Leave It Out in .ddconf.yaml"),
    detail: exists
      ? vscode.l10n.t("Adds {0} to `exclude`. For everyone who works on the project, and for CI.", path)
      : vscode.l10n.t("Creates .ddconf.yaml, which leaves out {0}: for the whole project, and for CI.", path),
    async take() {
      if (text === null) return vscode.window.showTextDocument(project);
      const edit = new vscode.WorkspaceEdit();
      if (!exists) edit.createFile(project, { ignoreIfExists: true });
      edit.replace(project, new vscode.Range(0, 0, Number.MAX_SAFE_INTEGER, 0), text);
      await vscode.workspace.applyEdit(edit);
      // left unsaved on purpose: what is checked follows the editor already, and the file may hold more changes
      return vscode.window.showTextDocument(project);
    },
  };
}

function commenting(editor: vscode.TextEditor): Way {
  return {
    label: vscode.l10n.t("Write a Comment into the File"),
    detail: vscode.l10n.t(
      "`# ddconf: off` hides every finding below it; completion and hovers stay. `# ddconf: on` ends it.",
    ),
    take: () =>
      Promise.resolve(
        editor.insertSnippet(
          new vscode.SnippetString(`# ddconf: off \${1:${vscode.l10n.t("why")}}\n`),
          new vscode.Position(0, 0),
        ),
      ),
  };
}
