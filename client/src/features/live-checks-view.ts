import * as vscode from "vscode";
import type { KeptReport } from "../live/report";
import type { ReportView } from "../live/report-view";
import type { Reports } from "../live/reports";

/** The tree of reports with its commands. It shows up with the first report. */
export function liveChecksView(reports: Reports, view: ReportView): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    vscode.window.registerTreeDataProvider("ddconf.liveChecks", reports),
    registerCommand("ddconf.openReport", (kept: KeptReport) => view.show(kept)),
    registerCommand("ddconf.copyReport", ({ kept }: { readonly kept: KeptReport }) =>
      vscode.env.clipboard.writeText(kept.markdown),
    ),
    registerCommand("ddconf.repeatLiveCheck", ({ kept }: { readonly kept: KeptReport }) =>
      vscode.commands.executeCommand(kept.again.command, ...kept.again.arguments),
    ),
    registerCommand("ddconf.clearLiveChecks", () => reports.clear()),
  );
}
