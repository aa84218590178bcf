import * as vscode from "vscode";

/** Commands that need more than a browser has. */
const COMMANDS = [
  "ddconf.testDelegatedAuth",
  "ddconf.fetchDatabaseToken",
  "ddconf.testDatabaseLogin",
  "ddconf.manageMappings",
  "ddconf.setDatadogKeys",
  "ddconf.forgetDatadogKeys",
];

/** In a browser these commands say why they do nothing there, and where they work. */
export function notInWeb(): vscode.Disposable {
  return vscode.Disposable.from(
    ...COMMANDS.map((command) => vscode.commands.registerCommand(command, explain)),
  );
}

function explain(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "Live checks need the network and the credentials of a host, which a browser does not have. Open this folder in VS Code on your computer, or in a remote window on the Agent's host.",
    ),
  );
}
