import * as vscode from "vscode";
import type { ExecuteCommandSignature } from "vscode-languageclient";

/** What the server's command `ddconf.generate` answers. */
interface Artefact {
  readonly language: string;
  readonly title: string;
  readonly text: string;
  readonly notes: readonly string[];
}

/** Shows what the server has generated in a new editor beside the configuration; nothing is saved. */
export async function executeCommand(
  command: string,
  args: unknown[],
  next: ExecuteCommandSignature,
): Promise<unknown> {
  const result: unknown = await next(command, args);
  if (command === "ddconf.generate" && isArtefact(result)) await show(result);
  return result;
}

/** The command that offers what can be generated for the place under the cursor. */
export function generateAtCursor(): vscode.Disposable {
  return vscode.commands.registerCommand("ddconf.generateAtCursor", () =>
    vscode.commands.executeCommand("editor.action.codeAction", { kind: "refactor.ddconf", apply: "never" }),
  );
}

async function show({ language, title, text, notes }: Artefact): Promise<void> {
  await open(text, (await vscode.languages.getLanguages()).includes(language) ? language : "plaintext");
  if (notes.length === 0) return;
  const all = vscode.l10n.t("How to Use It");
  // not awaited: the message stays until somebody answers it
  void vscode.window.showInformationMessage(title, all).then(async (chosen) => {
    if (chosen === all)
      await open(`# ${title}\n\n${notes.map((note) => `- ${note}\n`).join("")}`, "markdown");
  });
}

async function open(content: string, language: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}

function isArtefact(value: unknown): value is Artefact {
  const { text, notes } = (value ?? {}) as Partial<Artefact>;
  return typeof text === "string" && Array.isArray(notes);
}
