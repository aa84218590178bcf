import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { pagesOf, showPage } from "../pages";

const SCHEME = "ddconf-match";
const COMMAND = "ddconf.matchMapping";

/** What the server's command answers. */
interface MatchResult {
  readonly caller: string;
  readonly problem: string | null;
  readonly patterns: readonly PatternMatch[];
}

interface PatternMatch {
  readonly range: { readonly start: { readonly line: number } };
  readonly pattern: string;
  readonly mapping?: "intake" | "persona";
  readonly matches: boolean;
  readonly because: string;
}

/** The server's command, executed with these arguments. */
type Execute = (args: unknown[]) => Promise<unknown>;

/** Asked for again only when the window is new. */
let lastCaller = "";
let lastResult: MatchResult | undefined;

/** The palette's way to “Who matches?”, for the file in the active editor, and the page with the answer. */
export function matchMapping(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    pagesOf(SCHEME, () => lastResult && pageOf(lastResult)),
    vscode.commands.registerCommand("ddconf.matchActiveMapping", () => {
      const document = vscode.window.activeTextEditor?.document;
      if (!document) return undefined;
      const uri = client.code2ProtocolConverter.asUri(document.uri);
      return vscode.commands.executeCommand(COMMAND, { uri });
    }),
  );
}

/** Asks for the ARN of a caller, lets the server hold the patterns against it, and shows the outcome. */
export async function askWhoMatches([given]: unknown[], execute: Execute): Promise<unknown> {
  const { uri } = (given ?? {}) as { readonly uri?: unknown };
  const match = async (caller: string) => (await execute([{ uri, caller }])) as MatchResult | undefined;
  const caller = await vscode.window.showInputBox({
    title: vscode.l10n.t("Who Matches This Mapping?"),
    prompt: vscode.l10n.t("The ARN of the caller, as `aws sts get-caller-identity` prints it"),
    placeHolder: "arn:aws:sts::123456789012:assumed-role/datadog-agent/i-0123456789abcdef0",
    value: lastCaller,
    ignoreFocusOut: true,
    validateInput: async (value) => (value.trim() === "" ? undefined : (await match(value))?.problem),
  });
  if (caller === undefined || caller.trim() === "") return undefined;
  lastCaller = caller;
  const result = await match(caller);
  if (!result) return undefined;
  if (result.patterns.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("This file has no arn_pattern."));
    return result;
  }
  lastResult = result;
  // a new address each time: the preview keeps the text of an old one
  await showPage(vscode.Uri.from({ scheme: SCHEME, path: "/Who matches.md", query: String(Date.now()) }));
  return result;
}

function pageOf({ caller, patterns }: MatchResult): string {
  const found = patterns.filter(({ matches }) => matches).length;
  const verdict =
    found > 0
      ? vscode.l10n.t("Matches: {0} of {1}", found, patterns.length)
      : vscode.l10n.t("No pattern matches this caller");
  return [`# ${verdict}`, `\`\`\`text\n${caller}\n\`\`\``, ...patterns.map(paragraphOf), ""].join("\n\n");
}

function paragraphOf({ range, pattern, mapping, matches, because }: PatternMatch): string {
  const kinds = {
    intake: vscode.l10n.t("gives an API key"),
    persona: vscode.l10n.t("lets the caller act as an account"),
  };
  const kind = mapping ? ` (${kinds[mapping]})` : "";
  const word = matches ? vscode.l10n.t("matches") : vscode.l10n.t("does not match");
  const line = vscode.l10n.t("line {0}", range.start.line + 1);
  return `- ${matches ? "✓" : "✗"} **${word}**: \`${pattern}\`${kind}, ${line}  \n  ${vscode.l10n.t("because {0}", because)}`;
}
