import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Larger files are no Agent configuration; in bytes. */
const LARGEST_FILE = 1024 * 1024;

/**
 * Reads files for the server: `.ddconf.yaml`, and those that are held against each other. In a virtual workspace
 * only VS Code can, and in a browser all workspaces are.
 */
export function files(client: BaseLanguageClient): vscode.Disposable {
  const uriOf = ({ uri }: { readonly uri: string }) => client.protocol2CodeConverter.asUri(uri);
  return vscode.Disposable.from(
    client.onRequest("ddconf/readText", (params: { readonly uri: string }) => readText(uriOf(params))),
    client.onRequest(
      "ddconf/findFiles",
      async (params: { readonly uri: string; readonly most: number }): Promise<string[]> => {
        const found = await findFiles(uriOf(params), params.most);
        return found.map((uri) => client.code2ProtocolConverter.asUri(uri));
      },
    ),
  );
}

/** @returns null when there is no such file */
async function readText(uri: vscode.Uri): Promise<string | null> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory || size > LARGEST_FILE) return null;
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

async function findFiles(folder: vscode.Uri, most: number): Promise<vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, "**/*.{yaml,yml,json}");
  const found = await vscode.workspace.findFiles(pattern, "**/{node_modules,.*}/**", most);
  // in a fixed order, those nearest to the folder first
  const depth = ({ path }: vscode.Uri) => path.split("/").length;
  return found.sort((a, b) => depth(a) - depth(b) || (a.path < b.path ? -1 : 1));
}
