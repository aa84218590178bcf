import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type DocumentInfo, uriOfPath } from "../documents";

/** What the server answers to `ddconf/targets`. */
interface Targets {
  readonly agentVersions: readonly string[];
  readonly sites: readonly { readonly domain: string; readonly region: string }[];
}

type Setting = "agentVersion" | "site";

/** The commands that change what the active file is checked against: the Agent's version, the site. */
export function targets(client: BaseLanguageClient): vscode.Disposable {
  const change = async (setting: Setting) => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) return;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const info = await client.sendRequest<DocumentInfo>("ddconf/documentInfo", { uri });
    if (setting === "site" && info.ownSite) return reveal(document, /^site[ \t]*:/m);
    const inEditor = vscode.workspace.getConfiguration("ddconf", document.uri).get<string>(setting, "");
    if (inEditor === "" && info[setting] !== null && info.project !== null)
      return reveal(
        await vscode.workspace.openTextDocument(uriOfPath(info.project)),
        new RegExp(`^${setting}[ \t]*:`, "m"),
      );
    const chosen = await choose(setting, await client.sendRequest<Targets>("ddconf/targets"), inEditor);
    if (chosen !== undefined) await write(document.uri, setting, chosen);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand("ddconf.changeAgentVersion", () => change("agentVersion")),
    vscode.commands.registerCommand("ddconf.changeSite", () => change("site")),
  );
}

/** Shows the line that decides, which is not in the settings of the editor. */
async function reveal(document: vscode.TextDocument, line: RegExp): Promise<void> {
  const at = document.positionAt(line.exec(document.getText())?.index ?? 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

interface Choice extends vscode.QuickPickItem {
  readonly value: string;
}

/** What is typed counts too: a patch version, a range, a site of one's own. */
function choose(setting: Setting, known: Targets, current: string): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick<Choice>();
  const choices: Choice[] =
    setting === "agentVersion"
      ? [
          { label: vscode.l10n.t("Newest Agent"), value: "" },
          ...known.agentVersions.map((value) => ({ label: value, value })),
        ]
      : [
          { label: vscode.l10n.t("Default"), description: "datadoghq.com", value: "" },
          ...known.sites.map(({ domain, region }) => ({ label: domain, description: region, value: domain })),
        ];
  const shown = () => {
    const typed = picker.value.trim();
    const isNew = typed !== "" && choices.every(({ value }) => value !== typed);
    picker.items = isNew ? [...choices, { label: typed, value: typed, alwaysShow: true }] : choices;
  };
  picker.title =
    setting === "agentVersion"
      ? vscode.l10n.t("Agent Version to Check Against")
      : vscode.l10n.t("Site to Check Against");
  picker.placeholder =
    setting === "agentVersion" ? vscode.l10n.t("A version (7.70) or a range (>=7.60 <7.80)") : "datadoghq.eu";
  shown();
  picker.activeItems = choices.filter(({ value }) => value === current);
  return new Promise((resolve) => {
    picker.onDidChangeValue(shown);
    picker.onDidAccept(() => {
      resolve(picker.activeItems[0]?.value);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** For the folder of the file; for the user where the file is in none. */
async function write(uri: vscode.Uri, setting: Setting, value: string): Promise<void> {
  const inFolder = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const target = inFolder ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Global;
  const configuration = vscode.workspace.getConfiguration("ddconf", uri);
  await configuration.update(setting, value === "" ? undefined : value, target);
}
