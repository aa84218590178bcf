import * as vscode from "vscode";
import type { DatadogKeys } from "../live/keys";

/** The commands that keep the keys for the mapping API, and forget them. */
export function datadogKeys(keys: DatadogKeys): vscode.Disposable {
  const { t } = vscode.l10n;
  return vscode.Disposable.from(
    vscode.commands.registerCommand("ddconf.setDatadogKeys", async () => {
      if (await keys.ask())
        void vscode.window.showInformationMessage(
          t("The keys are kept in the secret storage of this editor."),
        );
    }),
    vscode.commands.registerCommand("ddconf.forgetDatadogKeys", async () => {
      await keys.forget();
      void vscode.window.showInformationMessage(t("The keys are forgotten."));
    }),
  );
}
