import * as vscode from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { type DocumentInfo, nameOfKind, SELECTOR } from "../documents";

/** Milliseconds without an edit before the server is asked again. */
const QUIET = 400;

/**
 * Two entries in the language status of YAML files: what ddconf takes the file for and why, and what it
 * checks the file against.
 */
export function documentStatus(client: LanguageClient): vscode.Disposable {
  const status = new DocumentStatus(client);
  const refresh = () => status.refresh();
  const isActive = (document: vscode.TextDocument) => document === vscode.window.activeTextEditor?.document;
  refresh();
  return vscode.Disposable.from(
    status,
    client.onDidChangeState(refresh),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.workspace.onDidChangeTextDocument(({ document }) => isActive(document) && status.refreshSoon()),
    vscode.workspace.onDidSaveTextDocument(() => status.refreshSoon()),
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration("ddconf") && status.refreshSoon(),
    ),
  );
}

class DocumentStatus implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #file = vscode.languages.createLanguageStatusItem("ddconf.file", [...SELECTOR]);
  readonly #target = vscode.languages.createLanguageStatusItem("ddconf.target", []);
  #timer: NodeJS.Timeout | undefined;
  /** Counts questions, so that a late answer does not replace a newer one. */
  #asked = 0;

  constructor(client: LanguageClient) {
    this.#client = client;
    this.#file.name = "ddconf: file";
    this.#target.name = "ddconf: Agent version and site";
    this.#target.command = { command: "ddconf.openSettings", title: "Settings" };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#asked++;
    this.#file.dispose();
    this.#target.dispose();
  }

  refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), QUIET);
  }

  async refresh(): Promise<void> {
    const question = ++this.#asked;
    const document = vscode.window.activeTextEditor?.document;
    if (!document || vscode.languages.match([...SELECTOR], document) === 0) return;
    if (!this.#client.isRunning()) return this.#showState(this.#client.state);
    const info = await this.#ask(document.uri);
    if (question === this.#asked) this.#show(info);
  }

  /** @returns undefined when the server has no answer, for example because it has just stopped */
  async #ask(uri: vscode.Uri): Promise<DocumentInfo | undefined> {
    const params = { uri: this.#client.code2ProtocolConverter.asUri(uri) };
    try {
      return (
        (await this.#client.sendRequest<DocumentInfo | null>("ddconf/documentInfo", params)) ?? undefined
      );
    } catch {
      return undefined;
    }
  }

  #showState(state: State): void {
    const starting = state === State.Starting;
    this.#target.selector = [];
    this.#file.busy = starting;
    this.#file.severity = starting
      ? vscode.LanguageStatusSeverity.Information
      : vscode.LanguageStatusSeverity.Error;
    this.#file.text = starting ? "ddconf is starting" : "ddconf is not running";
    this.#file.detail = "";
    this.#file.command = { command: "ddconf.restartServer", title: "Restart" };
  }

  #show(info: DocumentInfo | undefined): void {
    const checked = info !== undefined && info.kind !== "none";
    this.#file.busy = false;
    this.#file.severity = vscode.LanguageStatusSeverity.Information;
    this.#file.text = checked ? `Datadog: ${nameOfKind(info.kind)}` : "Datadog: not checked";
    this.#file.detail = info?.reason ?? "";
    this.#file.command = { command: "ddconf.showOutput", title: "Output" };
    this.#target.selector = checked ? [...SELECTOR] : [];
    if (checked) this.#showTarget(info);
  }

  #showTarget(info: DocumentInfo): void {
    this.#target.text = `Agent ${info.agentVersion || "newest"}${info.site ? ` · ${info.site}` : ""}`;
    this.#target.detail = info.project ? "from .ddconf.yaml and settings" : "from settings";
  }
}
