import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  type CodeAction,
  type CompletionItem,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { applyEdits } from "../../server/src/model/edit";
import { LineIndex } from "../../server/src/model/text";

export interface ClientOptions {
  /** Section `ddconf` of the settings, or a function of the document's address. */
  readonly settings?: unknown | ((uri: string) => unknown);
  /** Asks for diagnostics; otherwise waits for them. */
  readonly pull?: boolean;
  readonly initializationOptions?: unknown;
  readonly capabilities?: ClientCapabilities;
  /** Folders of the workspace: paths, or addresses in a virtual file system. */
  readonly folders?: readonly string[];
  /** Where the server keeps compiled code. */
  readonly cacheFolder?: string;
}

/** A server that runs, and the connection to it. */
export interface RunningServer {
  readonly connection: ProtocolConnection;
  readonly ended: Promise<number | null>;
  alive(): boolean;
}

/** An editor, as far as a language server sees one: a real server, documents with versions. */
export class LspClient {
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly registered: string[] = [];
  /** What came with `ddconf/documentInfo`. */
  readonly informed: unknown[] = [];
  settings: unknown;
  refreshes = 0;
  initialized: InitializeResult = { capabilities: {} };
  readonly #server: RunningServer;
  readonly #texts = new Map<string, { version: number; text: string }>();
  readonly #waiters = new Set<() => void>();

  private constructor(server: RunningServer, settings: unknown) {
    this.settings = settings;
    this.#server = server;
    this.connection = server.connection;
  }

  /** @param server another one than a process of its own over stdio */
  static async start(options: ClientOptions = {}, server = nodeServer(options)): Promise<LspClient> {
    const client = new LspClient(server, options.settings);
    client.#listen();
    client.initialized = await client.connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      ...(options.folders
        ? { workspaceFolders: options.folders.map((folder) => ({ uri: folderUri(folder), name: folder })) }
        : {}),
      initializationOptions: options.initializationOptions,
      capabilities: options.capabilities ?? usualCapabilities(options.pull ?? true),
    });
    await client.connection.sendNotification("initialized", {});
    return client;
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const code = await this.#server.ended;
    this.connection.dispose();
    return code;
  }

  get alive(): boolean {
    return this.#server.alive();
  }

  open(uri: string, text: string, languageId = "yaml"): void {
    this.#texts.set(uri, { version: 1, text });
    this.#notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Replaces the whole text, or applies changes as an editor reports them. */
  change(uri: string, contentChanges: string | TextDocumentContentChangeEvent[]): number {
    const document = this.#document(uri);
    document.version++;
    if (typeof contentChanges === "string") document.text = contentChanges;
    const changes = typeof contentChanges === "string" ? [{ text: contentChanges }] : contentChanges;
    this.#notify("textDocument/didChange", {
      textDocument: { uri, version: document.version },
      contentChanges: changes,
    });
    return document.version;
  }

  close(uri: string): void {
    this.#texts.delete(uri);
    this.#notify("textDocument/didClose", { textDocument: { uri } });
  }

  async changeSettings(settings: unknown): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  }

  /** Tells of changes on disk. */
  async filesChanged(...uris: readonly string[]): Promise<void> {
    const changes = uris.map((uri) => ({ uri, type: 2 }));
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", {
      textDocument: { uri },
      previousResultId,
    });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === "full" ? report.items : [];
  }

  /** `rule@line:column` of each diagnostic. */
  async rules(uri: string): Promise<string[]> {
    return (await this.diagnostics(uri)).map(ruleAt);
  }

  async complete(uri: string, position: Position): Promise<CompletionItem[]> {
    return this.connection.sendRequest("textDocument/completion", { textDocument: { uri }, position });
  }

  async codeActions(uri: string, diagnostics: Diagnostic[], only?: string[]): Promise<CodeAction[]> {
    const range = diagnostics[0]?.range ?? {
      start: { line: 0, character: 0 },
      end: { line: 0, character: 0 },
    };
    const context = { diagnostics, ...(only ? { only } : {}) };
    return this.connection.sendRequest("textDocument/codeAction", { textDocument: { uri }, range, context });
  }

  /** Applies an edit to an open document and tells the server. */
  apply(uri: string, edit: WorkspaceEdit | undefined): string {
    const document = this.#document(uri);
    const versioned = edit?.documentChanges?.flatMap((change) => ("edits" in change ? change.edits : []));
    const edits = (versioned ?? edit?.changes?.[uri] ?? []) as TextEdit[];
    const lines = new LineIndex(document.text);
    const text = applyEdits(
      document.text,
      edits.map(({ range, newText }) => ({
        span: { start: lines.offset(range.start), end: lines.offset(range.end) },
        newText,
      })),
    );
    this.change(uri, text);
    return text;
  }

  /** Waits until something that the server sent makes `condition` give a value. */
  async until<T>(condition: () => T | undefined | false, milliseconds = 20_000): Promise<T> {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => {
        this.#waiters.delete(check);
        fail(new Error(`the server sent nothing that fits: ${condition}`));
      }, milliseconds);
      const check = () => {
        const value = condition();
        if (value === undefined || value === false) return;
        clearTimeout(timer);
        this.#waiters.delete(check);
        done(value);
      };
      this.#waiters.add(check);
      check();
    });
  }

  #document(uri: string): { version: number; text: string } {
    const document = this.#texts.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  #notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  #listen(): void {
    const { connection } = this;
    const wake = () => {
      for (const waiter of this.#waiters) waiter();
    };
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      wake();
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.logged.push(message);
      wake();
    });
    connection.onNotification("ddconf/documentInfo", (params: unknown) => {
      this.informed.push(params);
      wake();
    });
    connection.onRequest("workspace/configuration", ({ items }: { items: { scopeUri: string }[] }) =>
      items.map(({ scopeUri }) =>
        typeof this.settings === "function" ? this.settings(scopeUri) : this.settings,
      ),
    );
    connection.onRequest(
      "client/registerCapability",
      ({ registrations }: { registrations: { method: string }[] }) => {
        this.registered.push(...registrations.map(({ method }) => method));
        wake();
        return null;
      },
    );
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      wake();
      return null;
    });
    connection.listen();
  }
}

function nodeServer({ cacheFolder }: ClientOptions): RunningServer {
  const server = spawn(process.execPath, [resolve("dist/server.js"), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
    // compiled code is kept beside the tests and not in the user's home
    env: { ...process.env, XDG_CACHE_HOME: cacheFolder ?? resolve("dist/test/.cache") },
  });
  return {
    connection: createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    ),
    ended: new Promise((done) => server.on("exit", done)),
    alive: () => server.exitCode === null,
  };
}

function folderUri(folder: string): string {
  return /^[a-z-]{2,}:/.test(folder) ? folder : fileUri(folder);
}

export function ruleAt({ code, range }: Diagnostic): string {
  return `${code}@${range.start.line}:${range.start.character}`;
}

function usualCapabilities(pull: boolean): ClientCapabilities {
  return {
    workspace: {
      configuration: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      workspaceEdit: { documentChanges: true },
      workspaceFolders: true,
      ...(pull ? { diagnostics: { refreshSupport: true } } : {}),
    },
    textDocument: {
      ...(pull ? { diagnostic: {} } : {}),
      completion: { completionItem: { snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } } },
      hover: { contentFormat: ["markdown"] },
    },
  };
}

/** A folder that is deleted after `work`. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "ddconf-lsp-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function fileUri(...parts: string[]): string {
  return pathToFileURL(join(...parts)).href;
}
