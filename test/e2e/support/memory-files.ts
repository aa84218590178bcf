import * as vscode from "vscode";

interface Entry {
  readonly type: vscode.FileType;
  content: Uint8Array;
  mtime: number;
}

/** Files that exist in memory only; as much of a file system as opening and saving needs. */
export class MemoryFiles implements vscode.FileSystemProvider {
  readonly #entries = new Map<string, Entry>([
    ["/", { type: vscode.FileType.Directory, content: new Uint8Array(), mtime: 0 }],
  ]);
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { type, content, mtime } = this.#get(uri);
    return { type, ctime: 0, mtime, size: content.length };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const start = uri.path.endsWith("/") ? uri.path : `${uri.path}/`;
    return [...this.#entries]
      .filter(([path]) => path.startsWith(start) && path !== start && !path.slice(start.length).includes("/"))
      .map(([path, { type }]) => [path.slice(start.length), type]);
  }

  createDirectory(uri: vscode.Uri): void {
    const entry = { type: vscode.FileType.Directory, content: new Uint8Array(), mtime: Date.now() };
    if (!this.#entries.has(uri.path)) this.#entries.set(uri.path, entry);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#get(uri).content;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const type = this.#entries.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.#entries.set(uri.path, { type: vscode.FileType.File, content, mtime: Date.now() });
    this.#changes.fire([{ type, uri }]);
  }

  delete(uri: vscode.Uri): void {
    this.#entries.delete(uri.path);
    this.#changes.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.writeFile(to, this.readFile(from));
    this.delete(from);
  }

  #get(uri: vscode.Uri): Entry {
    const entry = this.#entries.get(uri.path);
    if (!entry) throw vscode.FileSystemError.FileNotFound(uri);
    return entry;
  }
}
