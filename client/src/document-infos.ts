import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import type { DocumentInfo } from "./documents";

/** What the server has told about the open documents, until it stops. */
export class DocumentInfos implements vscode.Disposable {
  readonly #told = new vscode.EventEmitter<DocumentInfo>();
  readonly #infos = new Map<string, DocumentInfo>();
  readonly #subscriptions: vscode.Disposable;
  readonly #client: BaseLanguageClient;
  /** Fires when something else is known of a document. */
  readonly onDidTell = this.#told.event;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#subscriptions = vscode.Disposable.from(
      this.#told,
      client.onNotification("ddconf/documentInfo", (info: DocumentInfo) => {
        this.#infos.set(info.uri, info);
        this.#told.fire(info);
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) this.#infos.clear();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#infos.delete(this.#uriOf(document))),
    );
  }

  /** Undefined until the server has told. */
  of(document: vscode.TextDocument): DocumentInfo | undefined {
    return this.#infos.get(this.#uriOf(document));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #uriOf({ uri }: vscode.TextDocument): string {
    return this.#client.code2ProtocolConverter.asUri(uri);
  }
}
