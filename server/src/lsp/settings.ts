import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Extras, isEnabled, readEditorSettings, readExtras } from "../config/editor";
import { type FileSettings, ProjectLoader } from "../config/loader";
import type { Client } from "./client";
import type { Files } from "./files";
import { filePath } from "./uri";

export interface ResourceSettings extends FileSettings {
  /** False when the user switched ddconf off for the document. */
  readonly enabled: boolean;
  readonly extras: Extras;
}

/** Settings per document, from the editor and from the nearest `.ddconf.yaml`. */
export class SettingsSource {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #loader: ProjectLoader;
  #byUri = new Map<string, Promise<ResourceSettings>>();
  /** Sections of the editor's settings by folder, for files that are not open. */
  #byFolder = new Map<string, Promise<unknown>>();
  /** What an editor has sent by itself, for one that cannot be asked or has no answer. */
  #sent: unknown;

  constructor(connection: Connection, client: Client, files: Files, texts: TextDocuments<TextDocument>) {
    this.#connection = connection;
    this.#client = client;
    this.#sent = client.initialSettings;
    // a project file that is being edited counts as the editor shows it
    this.#loader = new ProjectLoader((path) => {
      const open = texts.all().find(({ uri }) => filePath(uri) === path);
      return open ? Promise.resolve(open.getText()) : files.readText(path);
    });
  }

  /** The same object until something changes. */
  for(uri: string): Promise<ResourceSettings> {
    let found = this.#byUri.get(uri);
    if (!found) {
      found = this.#load(uri);
      this.#byUri.set(uri, found);
    }
    return found;
  }

  /**
   * Settings of a file that is not open. There may be many, so the editor is asked once per folder.
   *
   * @param folder address of the workspace's folder that holds the file
   */
  async forClosed(path: string, folder: string): Promise<ResourceSettings> {
    const section = this.#byFolder.get(folder) ?? this.#section(folder);
    this.#byFolder.set(folder, section);
    return this.#combine(path, await section);
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  /** @param sent the settings that came with the notice, if any */
  editorChanged(sent: unknown): void {
    const section = (sent as { readonly ddconf?: unknown } | null | undefined)?.ddconf;
    if (section !== undefined) this.#sent = section;
    this.#byUri = new Map();
    this.#byFolder = new Map();
  }

  projectChanged(): void {
    this.#loader.forget();
    this.#byUri = new Map();
  }

  async #load(uri: string): Promise<ResourceSettings> {
    return this.#combine(filePath(uri), await this.#section(uri));
  }

  async #combine(path: string | undefined, section: unknown): Promise<ResourceSettings> {
    const file = await this.#loader.settingsFor(path, readEditorSettings(section));
    return { ...file, enabled: isEnabled(section), extras: readExtras(section) };
  }

  /** The editor's section `ddconf` for a document or a folder. */
  async #section(uri: string): Promise<unknown> {
    if (!this.#client.answersConfiguration) return this.#sent;
    try {
      const item = { scopeUri: uri, section: "ddconf" };
      return ((await this.#connection.workspace.getConfiguration(item)) as unknown) ?? this.#sent;
    } catch {
      return this.#sent;
    }
  }
}
