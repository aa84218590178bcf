import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { datadogKeys } from "../features/datadog-keys";
import { fetchDatabaseToken } from "../features/fetch-database-token";
import { liveChecksView } from "../features/live-checks-view";
import { manageMappings } from "../features/manage-mappings";
import { testDatabaseLogin } from "../features/test-database-login";
import { testDelegatedAuth } from "../features/test-delegated-auth";
import type { SealedChannel } from "./channel";
import { DatadogKeys } from "./keys";
import type { Report } from "./report";
import { ReportView } from "./report-view";
import { Reports } from "./reports";
import { LiveRunner } from "./runner";

/** What the live features share. */
export interface Live {
  readonly runner: LiveRunner;
  readonly keys: DatadogKeys;
  readonly channel: SealedChannel;
  /** Keeps a report for this window and shows it. */
  show(answer: LiveAnswer, again: { readonly command: string; readonly arguments: readonly unknown[] }): void;
}

/** What a command that ends in a report answers. */
export interface LiveAnswer {
  readonly report: Report;
  readonly markdown: string;
}

/** Everything that goes live. None of it does anything before the user runs a command. */
export function liveFeatures(
  client: BaseLanguageClient,
  channel: SealedChannel,
  secrets: vscode.SecretStorage,
): vscode.Disposable {
  const keys = new DatadogKeys(secrets);
  const reports = new Reports();
  const view = new ReportView();
  const runner = new LiveRunner(client, channel, keys);
  const live: Live = {
    runner,
    keys,
    channel,
    show: ({ report, markdown }, again) => view.show(reports.add(report, markdown, again)),
  };
  return vscode.Disposable.from(
    reports,
    view,
    liveChecksView(reports, view),
    datadogKeys(keys),
    testDelegatedAuth(live),
    fetchDatabaseToken(live),
    testDatabaseLogin(live),
    manageMappings(live),
    client.onRequest<boolean, unknown>("ddconf/confirm", ({ question }: Question) => confirm(question)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void client.sendNotification("ddconf/trusted")),
  );
}

interface Question {
  readonly question: string;
}

async function confirm(question: string): Promise<boolean> {
  const { t } = vscode.l10n;
  const go = t("Go On");
  const plain = question.replaceAll("`", "");
  return (await vscode.window.showWarningMessage(plain, { modal: true }, go)) === go;
}
