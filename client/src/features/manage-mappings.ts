import * as vscode from "vscode";
import type { Live } from "../live";
import { chooseIdentity } from "../live/identity";

const COMMAND = "ddconf.manageMappings";

type Kind = "intake" | "persona";

interface Mapping {
  readonly id: string;
  readonly kind: Kind;
  readonly arnPattern: string;
  readonly accountIdentifier?: string;
}

/** What the server answers; which of it depends on the action. */
interface Answer {
  readonly mappings?: readonly Mapping[];
  readonly mapping?: Mapping;
  readonly proposal?: { readonly caller: string; readonly pattern: string };
}

interface Choice extends vscode.QuickPickItem {
  readonly mapping?: Mapping;
  readonly create?: boolean;
}

/** “Manage Identity Mappings”: what Datadog has, and a way to create and to delete one. */
export function manageMappings(live: Live): vscode.Disposable {
  const send = (title: string, argument: Readonly<Record<string, unknown>>) =>
    live.runner.run<Answer>(title, COMMAND, { ...argument, uri: activeDatadogYaml() });
  return vscode.commands.registerCommand("ddconf.manageMappings", async () => {
    const { t } = vscode.l10n;
    if (!(await hasKeys(live))) return;
    const answer = await send(t("Reading the identity mappings"), { action: "list" });
    if (!answer?.mappings) return;
    const chosen = await vscode.window.showQuickPick(choicesOf(answer.mappings), {
      title: t("Identity Mappings"),
      placeHolder: t("Choose one to see what can be done with it"),
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    if (chosen?.create) await create(send);
    else if (chosen?.mapping) await actOn(chosen.mapping, send);
  });
}

type Send = (title: string, argument: Readonly<Record<string, unknown>>) => Promise<Answer | undefined>;

function choicesOf(mappings: readonly Mapping[]): Choice[] {
  const { t } = vscode.l10n;
  return [
    { label: `$(add) ${t("Create a mapping…")}`, create: true },
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    ...mappings.map((mapping) => ({
      label: mapping.arnPattern,
      description: mapping.accountIdentifier ?? "",
      detail: mapping.kind === "intake" ? t("gives Agents their API key") : t("acts as a Datadog account"),
      iconPath: new vscode.ThemeIcon(mapping.kind === "intake" ? "key" : "account"),
      mapping,
    })),
  ];
}

async function actOn(mapping: Mapping, send: Send): Promise<void> {
  const { t } = vscode.l10n;
  const copy = { label: `$(copy) ${t("Copy the pattern")}` };
  const remove = { label: `$(trash) ${t("Delete the mapping…")}` };
  const chosen = await vscode.window.showQuickPick([copy, remove], {
    title: mapping.arnPattern,
    ignoreFocusOut: true,
  });
  if (chosen === copy) await vscode.env.clipboard.writeText(mapping.arnPattern);
  if (chosen !== remove) return;
  // the server asks first, saying what stops working
  const { id, kind } = mapping;
  const answer = await send(t("Deleting the mapping"), { action: "delete", id, kind });
  if (answer?.mapping) void vscode.window.showInformationMessage(t("The mapping is deleted."));
}

async function create(send: Send): Promise<void> {
  const { t } = vscode.l10n;
  const kinds = [
    { label: t("Intake mapping"), detail: t("gives Agents their API key"), mapping: "intake" },
    { label: t("Persona mapping"), detail: t("acts as a Datadog account"), mapping: "persona" },
  ];
  const chosen = await vscode.window.showQuickPick(kinds, {
    title: t("Create which kind of mapping?"),
    ignoreFocusOut: true,
  });
  if (!chosen) return;
  const pattern = await askForPattern(send);
  if (!pattern) return;
  const accountIdentifier =
    chosen.mapping === "persona"
      ? await vscode.window.showInputBox({
          title: t("Act as which Datadog account?"),
          prompt: t("The email of a user, or the UUID of a service account"),
          ignoreFocusOut: true,
        })
      : undefined;
  if (chosen.mapping === "persona" && !accountIdentifier) return;
  const argument = { action: "create", kind: chosen.mapping, pattern, accountIdentifier };
  const answer = await send(t("Creating the mapping"), argument);
  if (answer?.mapping) void vscode.window.showInformationMessage(t("The mapping is created."));
}

/** A pattern for the user's own identity, to be changed as they like; or one that they write. */
async function askForPattern(send: Send): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const own = { label: t("For the identity of these credentials"), own: true };
  const written = { label: t("For a pattern that I write"), own: false };
  const chosen = await vscode.window.showQuickPick([own, written], {
    title: t("Map whom?"),
    ignoreFocusOut: true,
  });
  if (!chosen) return undefined;
  const identity = chosen.own ? await chooseIdentity() : undefined;
  const proposal =
    identity && (await send(t("Asking AWS who that is"), { action: "propose", identity }))?.proposal;
  if (chosen.own && !proposal) return undefined;
  return vscode.window.showInputBox({
    title: t("Which callers may use the mapping?"),
    prompt: proposal
      ? t("AWS knows this identity as {0}", proposal.caller)
      : t("A * stands for any session, at the end only"),
    value: proposal?.pattern ?? "arn:aws:sts::123456789012:assumed-role/datadog-agent/*",
    ignoreFocusOut: true,
  });
}

async function hasKeys(live: Live): Promise<boolean> {
  const setting = vscode.workspace.getConfiguration("ddconf.live").get("sandbox", "").trim();
  // a sandbox brings keys of its own
  const inSandbox = Boolean(setting || process.env.DDCONF_SANDBOX);
  return inSandbox || (await live.keys.get()) !== undefined || (await live.keys.ask()) !== undefined;
}

function activeDatadogYaml(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && /\/datadog\.ya?ml$/.test(document.uri.path) ? document.uri.toString() : undefined;
}
