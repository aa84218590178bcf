import type { Connection } from "vscode-languageserver";
import type { ReadText } from "../config/loader";
import type { Client } from "./client";
import { filePath, fileUri, isOnDisk } from "./uri";

/** The text of a file that need not be open: `{ uri }` → text, or null when there is none. */
export const READ_TEXT = "ddconf/readText";
/** Files below a folder: `{ uri, most }` → addresses of `.yaml`, `.yml` and `.json` files. */
export const FIND_FILES = "ddconf/findFiles";

export interface FileSearch {
  /** Absolute, with forward slashes. */
  readonly folder: string;
  /** Said of a path, before the file is read. */
  accepts(path: string): boolean;
  /** How many files at most. */
  readonly most: number;
  /** Larger files are left out; in bytes. */
  readonly largest: number;
}

/** Where files are read that are not open. */
export interface Files {
  readonly readText: ReadText;
  findFiles(search: FileSearch): Promise<readonly string[]>;
}

const NO_FILES: Files = { readText: async () => undefined, findFiles: async () => [] };

/**
 * The files of the disk where there is one. The others, those of a virtual workspace, are read by the editor, if
 * it offers that (`initializationOptions.readsFiles`).
 *
 * @param disk undefined in a browser
 */
export function filesOf(connection: Connection, client: Client, disk: Files | undefined): Files {
  const editor = client.readsFiles ? editorFiles(connection) : NO_FILES;
  const holding = (path: string) => (disk && isOnDisk(path) ? disk : editor);
  return {
    readText: (path) => holding(path).readText(path),
    findFiles: (search) => holding(search.folder).findFiles(search),
  };
}

function editorFiles(connection: Connection): Files {
  return {
    async readText(path) {
      const text: unknown = await connection.sendRequest(READ_TEXT, { uri: fileUri(path) }).catch(() => null);
      return typeof text === "string" ? text : undefined;
    },
    async findFiles({ folder, accepts, most }) {
      const params = { uri: fileUri(folder), most };
      const found: unknown = await connection.sendRequest(FIND_FILES, params).catch(() => []);
      const uris = Array.isArray(found) ? found.filter((uri) => typeof uri === "string") : [];
      return uris.flatMap((uri) => filePath(uri) ?? []).filter(accepts);
    },
  };
}
