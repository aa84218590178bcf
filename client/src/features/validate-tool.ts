import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

const NAME = "validate_datadog_config";

/** The arguments, as `languageModelTools` in package.json describes them. */
interface Arguments {
  readonly path?: string;
  readonly text?: string;
  readonly filename?: string;
  readonly agentVersion?: string;
}

/** The tool that lets a chat check what it has written. It reads files of the workspace, and changes nothing. */
export function validateTool(client: BaseLanguageClient): vscode.Disposable {
  return vscode.lm.registerTool<Arguments>(NAME, {
    prepareInvocation: ({ input }) => ({
      invocationMessage: vscode.l10n.t("Checking {0}", input.path ?? input.filename ?? "configuration"),
    }),
    async invoke({ input }, token) {
      const { path, ...rest } = input;
      const params = path === undefined ? rest : { ...rest, uri: await open(client, path) };
      const answer = await client.sendRequest<string>("ddconf/validate", params, token);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer)]);
    },
  });
}

/** The server knows a file once it is open; one outside of the workspace is nobody's to read here. */
async function open(client: BaseLanguageClient, path: string): Promise<string | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const candidates = path.startsWith("/") || /^[a-z]:[\\/]/i.test(path) ? [vscode.Uri.file(path)] : [];
  const uris = [...candidates, ...folders.map(({ uri }) => vscode.Uri.joinPath(uri, path))];
  for (const uri of uris.filter((uri) => vscode.workspace.getWorkspaceFolder(uri))) {
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      return client.code2ProtocolConverter.asUri(document.uri);
    } catch {
      // the next folder may have it
    }
  }
  return undefined;
}
