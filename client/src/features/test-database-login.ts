import * as vscode from "vscode";
import type { Live, LiveAnswer } from "../live";
import { chooseIdentity } from "../live/identity";
import { chooseInstance } from "../live/instance";
import type { Target } from "../live/target";

const COMMAND = "ddconf.testDatabaseLogin";

/** “Test Database Login”: logs in as the Agent would and runs its diagnosis. */
export function testDatabaseLogin(live: Live): vscode.Disposable {
  return vscode.commands.registerCommand("ddconf.testDatabaseLogin", async (given?: Target) => {
    const target = await chooseInstance(given);
    const identity = target && (await chooseIdentity());
    if (!target || !identity) return;
    const title = vscode.l10n.t("Testing the database login");
    const answer = await live.runner.run<LiveAnswer>(title, COMMAND, { ...target, identity });
    if (answer) live.show(answer, { command: COMMAND, arguments: [target] });
  });
}
