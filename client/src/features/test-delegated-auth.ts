import * as vscode from "vscode";
import type { Live, LiveAnswer } from "../live";
import { chooseIdentity } from "../live/identity";
import { chooseFile, DATADOG_YAML, type Target } from "../live/target";

const COMMAND = "ddconf.testDelegatedAuth";

/** “Test Delegated Auth”: does what the Agent does to get its key, and shows each step. */
export function testDelegatedAuth(live: Live): vscode.Disposable {
  return vscode.commands.registerCommand("ddconf.testDelegatedAuth", async (target?: Target) => {
    const document = await chooseFile(target, DATADOG_YAML.accepts, DATADOG_YAML.pattern);
    const identity = document && (await chooseIdentity());
    if (!document || !identity) return;
    const uri = document.uri.toString();
    const title = vscode.l10n.t("Testing delegated auth");
    const answer = await live.runner.run<LiveAnswer>(title, COMMAND, { uri, identity });
    if (answer) live.show(answer, { command: COMMAND, arguments: [{ uri }] });
  });
}
