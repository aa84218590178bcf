import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { type DocumentInfo, nameOfKind, SELECTOR, YAML_SELECTOR } from "../documents";

/**
 * Entries in the language status of YAML files, and of JSON files that are checked: what ddconf takes the file
 * for, why, and what it checks the file against. VS Code puts them in the order of their ids.
 */
export function documentStatus(client: BaseLanguageClient): vscode.Disposable {
  const infos = new Map<string, DocumentInfo>();
  const uriOf = ({ uri }: vscode.TextDocument) => client.code2ProtocolConverter.asUri(uri);
  const status = new StatusItems();
  const refresh = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || vscode.languages.match(SELECTOR, document) === 0) return;
    if (client.state === State.Running) status.show(infos.get(uriOf(document)));
    else status.showServer(client.state === State.Starting);
  };
  refresh();
  return vscode.Disposable.from(
    status,
    client.onNotification("ddconf/documentInfo", (info: DocumentInfo) => {
      infos.set(info.uri, info);
      refresh();
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) infos.clear();
      refresh();
    }),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.workspace.onDidCloseTextDocument((document) => infos.delete(uriOf(document))),
  );
}

class StatusItems implements vscode.Disposable {
  readonly #file = vscode.languages.createLanguageStatusItem("ddconf.file", YAML_SELECTOR);
  readonly #reason = vscode.languages.createLanguageStatusItem("ddconf.reason", []);
  readonly #target = vscode.languages.createLanguageStatusItem("ddconf.target", []);

  constructor() {
    this.#file.name = vscode.l10n.t("ddconf: file");
    this.#reason.name = vscode.l10n.t("ddconf: why the file is checked or not");
    this.#target.name = vscode.l10n.t("ddconf: Agent version and site");
  }

  dispose(): void {
    this.#file.dispose();
    this.#reason.dispose();
    this.#target.dispose();
  }

  /** Says why nothing is checked at the moment. */
  showServer(starting: boolean): void {
    this.#reason.selector = [];
    this.#target.selector = [];
    this.#file.selector = YAML_SELECTOR;
    this.#file.busy = starting;
    this.#file.severity = starting
      ? vscode.LanguageStatusSeverity.Information
      : vscode.LanguageStatusSeverity.Error;
    this.#file.text = starting ? vscode.l10n.t("ddconf is starting") : vscode.l10n.t("ddconf is not running");
    this.#file.command = { command: "ddconf.restartServer", title: vscode.l10n.t("Restart") };
  }

  /** @param info undefined until the server has told */
  show(info: DocumentInfo | undefined): void {
    const checked = info !== undefined && info.kind !== "none";
    this.#file.selector = checked ? SELECTOR : YAML_SELECTOR;
    this.#file.busy = info === undefined;
    this.#file.severity = vscode.LanguageStatusSeverity.Information;
    this.#file.text = checked
      ? vscode.l10n.t("Datadog: {0}", nameOfKind(info.kind))
      : vscode.l10n.t("Datadog: not checked");
    this.#file.command = { command: "ddconf.showOutput", title: vscode.l10n.t("Output") };
    // an entry has one line, and not every reason fits behind another text
    this.#reason.selector = info ? SELECTOR : [];
    this.#reason.text = vscode.l10n.t("because {0}", info?.reason.replaceAll("`", "") ?? "");
    this.#target.selector = checked ? SELECTOR : [];
    if (checked) this.#showTarget(info);
  }

  #showTarget({ agentVersion, site, project }: DocumentInfo): void {
    const version =
      agentVersion === null ? vscode.l10n.t("Newest Agent") : vscode.l10n.t("Agent {0}", agentVersion);
    this.#target.text = site === null ? version : `${version} · ${site}`;
    this.#target.detail = project === null ? "" : vscode.l10n.t("with .ddconf.yaml");
    this.#target.command =
      project === null
        ? { command: "ddconf.openSettings", title: vscode.l10n.t("Settings") }
        : { command: "vscode.open", title: vscode.l10n.t("Open .ddconf.yaml"), arguments: [uriOf(project)] };
  }
}

/** @param path on the disk, or the address of a file that is on none */
function uriOf(path: string): vscode.Uri {
  const [root] = /^[a-z][a-z0-9+.-]+:(?:\/\/[^/]*)?/i.exec(path) ?? [];
  return root === undefined
    ? vscode.Uri.file(path)
    : vscode.Uri.parse(root).with({ path: path.slice(root.length) });
}
