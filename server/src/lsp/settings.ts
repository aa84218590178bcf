import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { readEditorSettings } from "../config/editor";
import { type FileSettings, type Overrides, ProjectLoader } from "../config/loader";
import type { Client } from "./client";
import type { Runtime } from "./runtime";
import { filePath } from "./uri";

/** Settings per document, from the editor and from the nearest `.ddconf.yaml`. */
export class SettingsSource {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #loader: ProjectLoader;
  #byUri = new Map<string, Promise<FileSettings>>();
  /** What an editor that cannot be asked has sent. */
  #sent: unknown;

  constructor(connection: Connection, client: Client, runtime: Runtime, texts: TextDocuments<TextDocument>) {
    this.#connection = connection;
    this.#client = client;
    this.#sent = client.initialSettings;
    // a project file that is being edited counts as the editor shows it
    this.#loader = new ProjectLoader((path) => {
      const open = texts.all().find(({ uri }) => filePath(uri) === path);
      return open ? Promise.resolve(open.getText()) : runtime.readText(path);
    });
  }

  /** The same object until something changes. */
  for(uri: string): Promise<FileSettings> {
    let found = this.#byUri.get(uri);
    if (!found) {
      found = this.#load(uri);
      this.#byUri.set(uri, found);
    }
    return found;
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  /** @param sent the settings that came with the notice, if any */
  editorChanged(sent: unknown): void {
    const section = (sent as { readonly ddconf?: unknown } | null | undefined)?.ddconf;
    if (section !== undefined) this.#sent = section;
    this.#byUri = new Map();
  }

  projectChanged(): void {
    this.#loader.forget();
    this.#byUri = new Map();
  }

  async #load(uri: string): Promise<FileSettings> {
    return this.#loader.settingsFor(filePath(uri), await this.#overrides(uri));
  }

  async #overrides(uri: string): Promise<Overrides> {
    if (!this.#client.answersConfiguration) return readEditorSettings(this.#sent);
    try {
      const section: unknown = await this.#connection.workspace.getConfiguration({
        scopeUri: uri,
        section: "ddconf",
      });
      return readEditorSettings(section);
    } catch {
      return readEditorSettings(this.#sent);
    }
  }
}
