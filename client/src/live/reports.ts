import * as vscode from "vscode";
import { iconOf, type KeptReport, type Report, type Step } from "./report";

const MOST = 50;

type Item = { readonly kept: KeptReport; readonly step?: Step };

/** The reports of this window, the newest first, as the tree “Datadog live checks”. Nothing is stored. */
export class Reports implements vscode.TreeDataProvider<Item>, vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changes.event;
  #kept: readonly KeptReport[] = [];
  #count = 0;

  add(report: Report, markdown: string, again: KeptReport["again"]): KeptReport {
    const kept = { id: String(++this.#count), report, markdown, again };
    this.#set([kept, ...this.#kept].slice(0, MOST));
    return kept;
  }

  clear(): void {
    this.#set([]);
  }

  getChildren(item?: Item): Item[] {
    if (!item) return this.#kept.map((kept) => ({ kept }));
    return item.step ? [] : item.kept.report.steps.map((step) => ({ kept: item.kept, step }));
  }

  getTreeItem({ kept, step }: Item): vscode.TreeItem {
    return step ? stepItem(kept, step) : reportItem(kept);
  }

  dispose(): void {
    this.#changes.dispose();
  }

  #set(kept: readonly KeptReport[]): void {
    this.#kept = kept;
    void vscode.commands.executeCommand("setContext", "ddconf.hasLiveChecks", kept.length > 0);
    this.#changes.fire();
  }
}

function reportItem(kept: KeptReport): vscode.TreeItem {
  const { title, subject, status, summary, startedAt } = kept.report;
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = kept.id;
  item.description = `${subject} · ${new Date(startedAt).toLocaleTimeString()}`;
  item.tooltip = summary;
  item.iconPath = icon(status);
  item.contextValue = "report";
  item.command = open(kept);
  item.accessibilityInformation = { label: `${title}, ${subject}, ${status}` };
  return item;
}

function stepItem(kept: KeptReport, step: Step): vscode.TreeItem {
  const item = new vscode.TreeItem(step.title);
  item.id = `${kept.id}/${step.id}`;
  item.description = step.status === "skipped" ? vscode.l10n.t("left out") : `${step.milliseconds} ms`;
  item.tooltip = step.failure ? `${step.failure.message} ${step.failure.next}` : step.notes.join("\n");
  item.iconPath = icon(step.status);
  item.command = open(kept);
  item.accessibilityInformation = { label: `${step.title}, ${step.status}` };
  return item;
}

function open(kept: KeptReport): vscode.Command {
  return { command: "ddconf.openReport", title: vscode.l10n.t("Open Report"), arguments: [kept] };
}

const COLORS = {
  passed: "testing.iconPassed",
  warning: "list.warningForeground",
  failed: "testing.iconFailed",
  skipped: "testing.iconSkipped",
  cancelled: "testing.iconSkipped",
};

function icon(status: keyof typeof COLORS): vscode.ThemeIcon {
  return new vscode.ThemeIcon(iconOf(status), new vscode.ThemeColor(COLORS[status]));
}
