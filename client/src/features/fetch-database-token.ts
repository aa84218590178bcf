import { createHash } from "node:crypto";
import * as vscode from "vscode";
import type { Live } from "../live";
import { chooseIdentity } from "../live/identity";
import { chooseInstance } from "../live/instance";
import type { Target } from "../live/target";

const COMMAND = "ddconf.fetchDatabaseToken";

/** What the server answers: the token can be read by this window only. */
interface TokenAnswer {
  readonly sealedToken: string;
  readonly host: string;
  readonly username?: string;
  readonly audience: string;
  readonly expiresAt: string;
}

/** “Fetch Database Token”: puts it into the clipboard until it expires, and never on the screen. */
export function fetchDatabaseToken(live: Live): vscode.Disposable {
  const clipboard = new ShortLivedClipboard();
  return vscode.Disposable.from(
    clipboard,
    vscode.commands.registerCommand("ddconf.fetchDatabaseToken", async (given?: Target) => {
      const target = await chooseInstance(given);
      const identity = target && (await chooseIdentity());
      if (!target || !identity) return;
      const { t } = vscode.l10n;
      const answer = await live.runner.run<TokenAnswer>(t("Fetching a database token"), COMMAND, {
        ...target,
        identity,
      });
      if (!answer) return;
      const expiry = new Date(answer.expiresAt);
      await clipboard.write(live.channel.open(answer.sealedToken), expiry);
      void vscode.window.showInformationMessage(
        t(
          "Token in the clipboard until {0}: {1} at {2} ({3})",
          expiry.toLocaleTimeString(),
          answer.username ?? t("the identity"),
          answer.host,
          answer.audience,
        ),
      );
    }),
  );
}

/** Takes a text out of the clipboard again when its time is up, unless something else is there by then. */
class ShortLivedClipboard implements vscode.Disposable {
  #timer: NodeJS.Timeout | undefined;

  async write(text: string, until: Date): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    const digest = digestOf(text);
    this.dispose();
    this.#timer = setTimeout(() => void clearIfStillThere(digest), until.getTime() - Date.now());
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}

async function clearIfStillThere(digest: string): Promise<void> {
  if (digestOf(await vscode.env.clipboard.readText()) === digest) await vscode.env.clipboard.writeText("");
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
