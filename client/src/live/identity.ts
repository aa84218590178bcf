import * as vscode from "vscode";

/** On whose behalf the clouds are called; `server/src/live/ports.ts` says what it means. */
export interface Identity {
  readonly as: "agent" | "me";
  readonly profile?: string;
  readonly assumeRole?: string;
}

interface Choice extends vscode.QuickPickItem {
  readonly identity: Identity;
}

/**
 * Whom the check acts as: what the user's own settings say, else what they choose. Settings of a workspace have
 * no say: these are settings of the machine.
 */
export async function chooseIdentity(): Promise<Identity | undefined> {
  const settings = vscode.workspace.getConfiguration("ddconf.live");
  const profile = settings.get("awsProfile", "").trim();
  const assumeRole = settings.get("assumeRole", "").trim();
  const agent: Identity = { as: "agent", ...(assumeRole ? { assumeRole } : {}) };
  const me: Identity = { as: "me", ...(profile ? { profile } : {}), ...(assumeRole ? { assumeRole } : {}) };
  const usual = settings.get<"ask" | "agent" | "me">("identity", "ask");
  if (usual !== "ask") return usual === "agent" ? agent : me;
  const { t } = vscode.l10n;
  const role = assumeRole ? t("then as {0}", assumeRole) : "";
  const choices: Choice[] = [
    {
      label: t("As the Agent"),
      description: t("credentials of {0}", vscode.env.remoteName ?? t("this machine")),
      detail: `${t("Environment, IRSA, container or EC2 metadata, whichever is set up first; no profiles and no SSO.")} ${role}`,
      identity: agent,
    },
    {
      label: t("As me"),
      description: profile ? t("profile {0}", profile) : t("your AWS profile, SSO or Azure login"),
      detail: `${t("Finds out whether the other side is set up right; not whether the Agent's own credentials work.")} ${role}`,
      identity: me,
    },
  ];
  const chosen = await vscode.window.showQuickPick(choices, {
    title: t("Run the check on whose behalf?"),
    // the report of an earlier run may take the focus
    ignoreFocusOut: true,
  });
  return chosen?.identity;
}
