import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import type { DocumentInfos } from "../document-infos";
import { type DocumentInfo, nameOfKind, SELECTOR, YAML_SELECTOR } from "../documents";

/**
 * Entries in the language status of YAML files, and of JSON files that are checked: what ddconf takes the file
 * for, why, and what it checks the file against. VS Code puts them in the order of their ids.
 */
export function documentStatus(client: BaseLanguageClient, infos: DocumentInfos): vscode.Disposable {
  const status = new StatusItems();
  const refresh = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || vscode.languages.match(SELECTOR, document) === 0) return;
    if (client.state === State.Running) status.show(infos.of(document));
    else status.showServer(client.state === State.Starting);
  };
  refresh();
  return vscode.Disposable.from(
    status,
    infos.onDidTell(refresh),
    client.onDidChangeState(refresh),
    vscode.window.onDidChangeActiveTextEditor(refresh),
  );
}

class StatusItems implements vscode.Disposable {
  readonly #file = vscode.languages.createLanguageStatusItem("ddconf.file", YAML_SELECTOR);
  readonly #reason = vscode.languages.createLanguageStatusItem("ddconf.reason", []);
  readonly #version = vscode.languages.createLanguageStatusItem("ddconf.version", []);
  readonly #site = vscode.languages.createLanguageStatusItem("ddconf.site", []);

  constructor() {
    this.#file.name = vscode.l10n.t("ddconf: file");
    this.#reason.name = vscode.l10n.t("ddconf: why the file is checked or not");
    this.#version.name = vscode.l10n.t("ddconf: Agent version");
    this.#site.name = vscode.l10n.t("ddconf: site");
  }

  dispose(): void {
    this.#file.dispose();
    this.#reason.dispose();
    this.#version.dispose();
    this.#site.dispose();
  }

  /** Says why nothing is checked at the moment. */
  showServer(starting: boolean): void {
    this.#reason.selector = [];
    this.#version.selector = [];
    this.#site.selector = [];
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
    this.#reason.command =
      checked && info.kind !== "ddconf-config"
        ? { command: "ddconf.switchOffFile", title: vscode.l10n.t("Switch Off for This File") }
        : undefined;
    this.#version.selector = checked ? SELECTOR : [];
    this.#site.selector = checked && (info.site !== null || info.kind === "datadog") ? SELECTOR : [];
    if (checked) this.#showTarget(info);
  }

  #showTarget({ agentVersion, site, ownSite, project }: DocumentInfo): void {
    const byProject = project === null ? "" : vscode.l10n.t("with .ddconf.yaml");
    this.#version.text =
      agentVersion === null ? vscode.l10n.t("Newest Agent") : vscode.l10n.t("Agent {0}", agentVersion);
    this.#version.detail = byProject;
    this.#version.command = { command: "ddconf.changeAgentVersion", title: vscode.l10n.t("Change") };
    this.#site.text = site ?? vscode.l10n.t("Default site");
    this.#site.detail = ownSite ? vscode.l10n.t("as the file says") : byProject;
    this.#site.command = {
      command: "ddconf.changeSite",
      title: ownSite ? vscode.l10n.t("Show") : vscode.l10n.t("Change"),
    };
  }
}
