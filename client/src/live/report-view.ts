import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { KeptReport } from "./report";
import { reportHtml, textToCopy } from "./report-html";

/** Shows reports beside the editor, each in one panel that opens again when it is asked for again. */
export class ReportView implements vscode.Disposable {
  readonly #panels = new Map<string, vscode.WebviewPanel>();

  show(kept: KeptReport): void {
    const open = this.#panels.get(kept.id);
    if (open) open.reveal();
    else this.#create(kept);
  }

  dispose(): void {
    for (const panel of [...this.#panels.values()]) panel.dispose();
  }

  #create(kept: KeptReport): void {
    const others = [...this.#panels.values()].at(-1);
    const panel = vscode.window.createWebviewPanel(
      "ddconf.report",
      kept.report.title,
      // a report opens where the others are
      { viewColumn: others?.viewColumn ?? vscode.ViewColumn.Beside, preserveFocus: false },
      { enableScripts: true, localResourceRoots: [], enableFindWidget: true },
    );
    this.#panels.set(kept.id, panel);
    panel.onDidDispose(() => this.#panels.delete(kept.id));
    panel.webview.onDidReceiveMessage((message: { readonly copy?: string; readonly again?: boolean }) =>
      act(kept, message),
    );
    panel.webview.html = reportHtml(kept, panel.webview.cspSource, randomBytes(16).toString("hex"));
  }
}

async function act(
  { report, markdown, again }: KeptReport,
  message: { readonly copy?: string; readonly again?: boolean },
): Promise<void> {
  const text = message.copy === undefined ? undefined : textToCopy(message.copy, report, markdown);
  if (text !== undefined) {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied"), 3000);
  } else if (message.again) await vscode.commands.executeCommand(again.command, ...again.arguments);
}
