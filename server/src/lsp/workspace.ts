import { detectKind, mayBeAgentConfig } from "../documents/detect";
import { type AgentDocument, openDocument } from "../documents/document";
import { type DocumentFacts, factsOf, mayStateFacts } from "../rules/facts";
import type { Finding } from "../rules/finding";
import { diagnoseWorkspace } from "../service/diagnose";
import type { Whereabouts } from "../service/diagnostics";
import type { Opened } from "./documents";
import type { Files } from "./files";
import type { Runtime } from "./runtime";
import type { SettingsSource } from "./settings";
import { filePath, fileUri, pathKey } from "./uri";

/** Files that are read besides the open ones, and the largest of them in bytes. */
const MOST_FILES = 2000;
const LARGEST_FILE = 1024 * 1024;

/** The first diagnostics come before the rest of the workspace. */
const SEARCH_AFTER_MILLISECONDS = 200;

/** Folders that are not searched, seen from the workspace's folder. */
const SKIPPED = /\/(?:node_modules|\.[^/]+)\//;

/** What holding the files against each other has found in one of them. The same object until that changes. */
export interface Across {
  readonly findings: readonly Finding[];
  /** The file that a related place names. */
  locate(path: string): Whereabouts | undefined;
}

interface Entry extends Whereabouts {
  readonly facts: DocumentFacts;
}

interface OpenEntry {
  readonly uri: string;
  readonly document: AgentDocument;
  /** Undefined when the document has nothing to say across files. */
  readonly entry: Entry | undefined;
}

interface Outcome extends Across {
  readonly signature: string;
}

export interface WorkspaceEvents {
  /** Something else is found now in these open documents. */
  changed(uris: readonly string[]): void;
  failed(error: unknown): void;
}

const NOTHING: Across = { findings: [], locate: () => undefined };

/**
 * What the files of the workspace say to each other: open documents as they are in the editor, others as they
 * are on disk. Only facts are kept. The disk is searched once an open document has something to say.
 */
export class Workspace {
  readonly #runtime: Runtime;
  readonly #disk: Files;
  readonly #settings: SettingsSource;
  readonly #events: WorkspaceEvents;
  /** Paths, without a slash at the end. */
  #folders: readonly string[];
  readonly #open = new Map<string, OpenEntry>();
  #files = new Map<string, Entry>();
  /** What the search under way has read; it counts when it is complete. */
  #upcoming: Map<string, Entry> | undefined;
  #found: ReadonlyMap<string, Outcome> = new Map();
  /** Counts searches; an older one that is still under way gives up. */
  #search = 0;

  constructor(
    runtime: Runtime,
    disk: Files,
    settings: SettingsSource,
    folders: readonly string[],
    events: WorkspaceEvents,
  ) {
    this.#runtime = runtime;
    this.#disk = disk;
    this.#settings = settings;
    this.#folders = folders;
    this.#events = events;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** What every file says that has been read. */
  facts(): readonly DocumentFacts[] {
    return [...this.#entries().values()].map(({ facts }) => facts);
  }

  /** The file that a place names. */
  locate(path: string): Whereabouts | undefined {
    return this.#entries().get(path);
  }

  /** Takes up what an open document says now, and answers what is found in it. */
  put({ uri, document, file }: Opened): Across {
    const key = pathKey(uri);
    const before = this.#open.get(key);
    if (before?.document !== document) {
      const facts = factsOf(document, key, file.settings);
      this.#open.set(key, { uri, document, entry: facts && { uri, facts, lines: document.lines } });
      if (facts && this.#search === 0) this.#searchSoon();
      if (facts || before?.entry || this.#files.has(key)) this.#compare(key);
    }
    return this.#found.get(key) ?? NOTHING;
  }

  /** From now on the file counts as it is on disk. */
  close(uri: string): void {
    if (this.#open.delete(pathKey(uri))) this.#reread([pathKey(uri)]);
  }

  /** Takes up files that were made, changed or deleted on disk. */
  filesChanged(uris: readonly string[]): void {
    const paths = uris
      .filter((uri) => filePath(uri) !== undefined)
      .map(pathKey)
      .filter((path) => mayBeAgentConfig(path) && !SKIPPED.test(path.slice(this.#folderOf(path)?.length)));
    if (paths.length > 0) this.#reread(paths);
  }

  /** Reads everything again: with other settings files say other things. */
  settingsChanged(): void {
    if (this.#search > 0) this.#searchSoon();
  }

  foldersChanged(folders: readonly string[]): void {
    this.#folders = folders;
    this.settingsChanged();
  }

  #searchSoon(): void {
    const search = ++this.#search;
    this.#upcoming = undefined;
    this.#runtime.later(SEARCH_AFTER_MILLISECONDS, () => {
      this.#searchDisk(search).catch((error: unknown) => this.#events.failed(error));
    });
  }

  async #searchDisk(search: number): Promise<void> {
    if (search !== this.#search) return;
    const upcoming = new Map<string, Entry>();
    this.#upcoming = upcoming;
    const paths: string[] = [];
    for (const folder of this.#folders) {
      const search = { folder, accepts: mayBeAgentConfig, most: MOST_FILES, largest: LARGEST_FILE };
      paths.push(...(await this.#disk.findFiles(search)));
    }
    for (const path of paths.slice(0, MOST_FILES)) {
      const entry = await this.#read(path);
      await this.#runtime.pause();
      if (search !== this.#search) return;
      if (entry) upcoming.set(path, entry);
    }
    this.#files = upcoming;
    this.#upcoming = undefined;
    this.#compare();
  }

  #reread(paths: readonly string[]): void {
    const work = async (): Promise<void> => {
      for (const path of paths) {
        const entry = this.#search > 0 ? await this.#read(path) : undefined;
        for (const files of [this.#files, this.#upcoming]) {
          if (entry) files?.set(path, entry);
          else files?.delete(path);
        }
        await this.#runtime.pause();
      }
      this.#compare();
    };
    work().catch((error: unknown) => this.#events.failed(error));
  }

  #folderOf(path: string): string | undefined {
    return this.#folders.find((folder) => path.startsWith(folder === "/" ? folder : `${folder}/`));
  }

  /** What a file on disk says; undefined when it has nothing to say, or does not belong to the workspace. */
  async #read(path: string): Promise<Entry | undefined> {
    const folder = this.#folderOf(path);
    const text = folder === undefined ? undefined : await this.#disk.readText(path);
    if (folder === undefined || text === undefined || text.length > LARGEST_FILE) return undefined;
    const file = await this.#settings.forClosed(path, fileUri(folder));
    const detection = file.detection ?? detectKind(path, text);
    if (!file.enabled || file.excluded || !mayStateFacts(detection.kind)) return undefined;
    const document = openDocument(path, text, { detection });
    const facts = factsOf(document, path, file.settings);
    return facts && { uri: fileUri(path), facts, lines: document.lines };
  }

  #entries(): Map<string, Entry> {
    const entries = new Map(this.#files);
    for (const [key, { entry }] of this.#open) {
      if (entry) entries.set(key, entry);
      else entries.delete(key);
    }
    return entries;
  }

  /** @param asking the document that is being asked about and need not be told */
  #compare(asking?: string): void {
    const entries = this.#entries();
    const found = diagnoseWorkspace([...entries.values()].map(({ facts }) => facts));
    const before = this.#found;
    this.#found = new Map(
      [...found].map(([key, findings]) => [key, outcomeOf(findings, entries, before.get(key))]),
    );
    const changed = [...this.#open].filter(
      ([key]) => key !== asking && before.get(key) !== this.#found.get(key),
    );
    if (changed.length > 0) this.#events.changed(changed.map(([, { uri }]) => uri));
  }
}

/** @returns `before` where an editor would show the same */
function outcomeOf(
  findings: readonly Finding[],
  entries: ReadonlyMap<string, Entry>,
  before: Outcome | undefined,
): Outcome {
  const places = new Map<string, Whereabouts>();
  for (const { path = "" } of findings.flatMap(({ related }) => related)) {
    const entry = entries.get(path);
    if (entry) places.set(path, { uri: entry.uri, lines: entry.lines });
  }
  const shown = findings.map((finding) => ({
    ...finding,
    related: finding.related.map((related) => ({
      ...related,
      // an edit of the other file that leaves the line and the column alone is no change here
      span: places.get(related.path ?? "")?.lines.range(related.span) ?? related.span,
    })),
  }));
  const signature = JSON.stringify(shown);
  if (before?.signature === signature) return before;
  return { findings, signature, locate: (path) => places.get(path) };
}
