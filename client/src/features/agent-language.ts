import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { DocumentInfos } from "../document-infos";
import { SELECTOR } from "../documents";

/** A name that VS Code takes for Agent configuration, and other tools use as well. */
const SHARED_NAME = /\/datadog\.ya?ml$/i;

/**
 * Gives each YAML file the language that fits what it is, each of them once in the life of the window: what the server
 * recognises becomes Agent configuration, so that no other YAML extension judges it too; a datadog.yaml that is
 * something else, such as Helm values, goes back to YAML. Whoever then chooses otherwise is left alone.
 */
export function agentLanguage(client: BaseLanguageClient, infos: DocumentInfos): vscode.Disposable {
  const settled = new Set<string>();
  return infos.onDidTell(async ({ uri, kind }) => {
    const wanted = client.protocol2CodeConverter.asUri(uri).toString();
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === wanted);
    if (!document || vscode.languages.match(SELECTOR, document) === 0) return;
    const language = betterLanguage(document, kind);
    if (language === undefined || settled.has(`${language} ${wanted}`)) return;
    settled.add(`${language} ${wanted}`);
    await vscode.languages.setTextDocumentLanguage(document, language);
  });
}

function betterLanguage({ languageId, uri }: vscode.TextDocument, kind: string): string | undefined {
  if (kind !== "none") return languageId === "yaml" ? "datadog-yaml" : undefined;
  return languageId === "datadog-yaml" && SHARED_NAME.test(uri.path) ? "yaml" : undefined;
}
