import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import {
  type BaseLanguageClient,
  ExecuteCommandRequest,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from "vscode-languageclient";
import type { SealedChannel } from "./channel";
import type { DatadogKeys } from "./keys";

/** Sends live commands to the server: only in a trusted workspace, with progress, and so that they can be cancelled. */
export class LiveRunner {
  readonly #client: BaseLanguageClient;
  readonly #channel: SealedChannel;
  readonly #keys: DatadogKeys;

  constructor(client: BaseLanguageClient, channel: SealedChannel, keys: DatadogKeys) {
    this.#client = client;
    this.#channel = channel;
    this.#keys = keys;
  }

  /**
   * @param argument the command's one argument; keys and settings of this machine are added
   * @returns undefined when nothing was run; what went wrong has been shown then
   */
  async run<T>(
    title: string,
    command: string,
    argument: Readonly<Record<string, unknown>>,
  ): Promise<T | undefined> {
    if (!(await isTrusted())) return undefined;
    const settings = vscode.workspace.getConfiguration("ddconf.live");
    const keys = await this.#keys.get();
    const proxy = vscode.workspace.getConfiguration("http").get("proxy", "").trim();
    const full = {
      ...argument,
      ...(keys ? { sealedKeys: this.#channel.seal(JSON.stringify(keys)) } : {}),
      ...(proxy ? { sealedProxy: this.#channel.seal(proxy) } : {}),
      sandbox: settings.get("sandbox", "").trim() || undefined,
    };
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    try {
      return await vscode.window.withProgress(options, (progress, token) =>
        this.#send<T>(command, full, progress, token),
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(reason);
      return undefined;
    }
  }

  async #send<T>(
    command: string,
    argument: unknown,
    progress: vscode.Progress<{ message?: string }>,
    token: vscode.CancellationToken,
  ): Promise<T> {
    const workDoneToken = randomUUID();
    const listener = this.#client.onProgress(WorkDoneProgress.type, workDoneToken, (value) =>
      report(progress, value),
    );
    try {
      const params = { command, arguments: [argument], workDoneToken };
      return await this.#client.sendRequest(ExecuteCommandRequest.type, params, token);
    } finally {
      listener.dispose();
    }
  }
}

function report(
  progress: vscode.Progress<{ message?: string }>,
  value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd,
): void {
  if (value.kind === "report" && value.message) progress.report({ message: value.message });
}

async function isTrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const { t } = vscode.l10n;
  const manage = t("Manage Trust");
  const chosen = await vscode.window.showWarningMessage(
    t("Live checks use your credentials, so they run only in folders that you trust."),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
  return false;
}
