import * as vscode from "vscode";

/** A snippet of the extension. */
export interface Snippet {
  /** As in its file: `ddconf: …`. */
  readonly name: string;
  /** Heading that it is listed under. */
  readonly heading: string;
  /** Languages that it is for, the one of a new document first. */
  readonly languages: readonly string[];
  readonly prefix: string | undefined;
  /** Says when to use it. */
  readonly description: string;
  readonly text: string;
  /** It is a whole file, named at the beginning of `name`. */
  readonly isFile: boolean;
}

/** Snippets in a file as VS Code reads them too. */
type SnippetFile = Readonly<
  Record<
    string,
    {
      readonly scope: string;
      readonly prefix?: string;
      readonly isFileTemplate?: boolean;
      readonly description: string;
      readonly body: readonly string[];
    }
  >
>;

/** The files in the order in which they are listed. */
function headings(): readonly (readonly [id: string, heading: string])[] {
  return [
    ["datadog-yaml", vscode.l10n.t("datadog.yaml")],
    ["checks", vscode.l10n.t("Database checks")],
    ["iam-policies", vscode.l10n.t("IAM policies")],
    ["trust-policies", vscode.l10n.t("Trust policies")],
    ["mappings", vscode.l10n.t("Identity mappings")],
    ["sql-grants", vscode.l10n.t("SQL grants")],
    ["commands", vscode.l10n.t("Command lines")],
    ["terraform", vscode.l10n.t("Terraform")],
    ["files", vscode.l10n.t("Whole files")],
  ];
}

/** Reads every snippet, in the order in which they are listed. */
export async function readSnippets(extension: vscode.Uri): Promise<readonly Snippet[]> {
  const groups = await Promise.all(
    headings().map(async ([id, heading]) => {
      const uri = vscode.Uri.joinPath(extension, "snippets", `${id}.code-snippets`);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      return snippetsOf(JSON.parse(text), heading);
    }),
  );
  return groups.flat();
}

function snippetsOf(file: SnippetFile, heading: string): Snippet[] {
  return Object.entries(file).map(([name, { scope, prefix, isFileTemplate, description, body }]) => ({
    name,
    heading,
    languages: scope.split(","),
    prefix,
    description,
    text: body.join("\n"),
    isFile: isFileTemplate === true,
  }));
}

/** The name without what marks it as one of this extension. */
export function shortName({ name }: Snippet): string {
  return name.replace(/^ddconf: /, "");
}

/** Opens an empty document for a snippet beside what is open. Without an extension for its language it is plain text. */
export async function newDocument([language = "plaintext"]: readonly string[]): Promise<vscode.TextEditor> {
  const known = (await vscode.languages.getLanguages()).includes(language);
  const document = await vscode.workspace.openTextDocument({ language: known ? language : "plaintext" });
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}
