import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { pagesOf, showPage } from "../pages";

const SCHEME = "ddconf-rule";

interface RuleSummary {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
}

/** The command that shows a rule's page; without an id it asks for the rule. */
export function rulePages(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    pagesOf(SCHEME, async ({ path }) => {
      const id = path.replace(/^\/|\.md$/g, "");
      return (await client.sendRequest<string | null>("ddconf/rulePage", { id })) ?? undefined;
    }),
    vscode.commands.registerCommand("ddconf.openRule", async (given?: unknown) => {
      const id = typeof given === "string" ? given : await askForRule(client);
      if (id !== undefined) await showPage(vscode.Uri.from({ scheme: SCHEME, path: `/${id}.md` }));
    }),
  );
}

async function askForRule(client: BaseLanguageClient): Promise<string | undefined> {
  const rules = await client.sendRequest<RuleSummary[]>("ddconf/rules");
  const here = idsInActiveEditor();
  const [found, others] = [true, false].map((wanted) =>
    rules.filter(({ id }) => here.has(id) === wanted).map(toItem),
  );
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items = [
    ...(found?.length ? [separator(vscode.l10n.t("in this file")), ...found] : []),
    separator(vscode.l10n.t("all rules")),
    ...(others ?? []),
  ];
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem>(items, {
    title: vscode.l10n.t("Explain a Rule"),
    // a page that is open beside the text may take the focus
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t("Words of a rule's id or title"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.label;
}

function toItem({ id, title, severity }: RuleSummary): vscode.QuickPickItem {
  return { label: id, description: severity, detail: title };
}

function idsInActiveEditor(): ReadonlySet<string> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const diagnostics = uri ? vscode.languages.getDiagnostics(uri) : [];
  const codes = diagnostics
    .filter(({ source }) => source === "ddconf")
    .map(({ code }) => (typeof code === "object" ? code.value : code));
  return new Set(codes.map(String));
}
