import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Detection, detectKind } from "../documents/detect";
import { type AgentDocument, openDocument } from "../documents/document";
import type { Finding } from "../rules/finding";
import { diagnose } from "../service/diagnose";
import { outdated } from "./cancellation";
import type { Runtime } from "./runtime";
import type { ResourceSettings, SettingsSource } from "./settings";
import { uriPath } from "./uri";
import type { Across, Workspace } from "./workspace";

/** One version of an open text, read with the settings that apply to it. */
export interface Opened {
  readonly uri: string;
  readonly version: number;
  readonly document: AgentDocument;
  readonly file: ResourceSettings;
}

export interface Checked extends Opened {
  readonly findings: readonly Finding[];
  /** What of them comes from holding the document against others. */
  readonly across: Across;
  /** Another one for every check, so that an editor can tell whether it has this result. */
  readonly id: string;
}

interface Version {
  readonly number: number;
  readonly controller: AbortController;
  opened: Opened | undefined;
  checked: Checked | undefined;
}

/**
 * The open documents, parsed once per version and checked once per version, settings and findings across
 * files. A new version aborts all work on the one before.
 */
export class Documents {
  readonly #texts: TextDocuments<TextDocument>;
  readonly #settings: SettingsSource;
  readonly #runtime: Runtime;
  readonly #workspace: Workspace;
  readonly #versions = new Map<string, Version>();
  #checks = 0;

  constructor(
    texts: TextDocuments<TextDocument>,
    settings: SettingsSource,
    runtime: Runtime,
    workspace: Workspace,
  ) {
    this.#workspace = workspace;
    this.#texts = texts;
    this.#settings = settings;
    this.#runtime = runtime;
    texts.onDidChangeContent(({ document }) => this.#drop(document.uri));
    texts.onDidClose(({ document }) => {
      this.#drop(document.uri);
      settings.forget(document.uri);
      workspace.close(document.uri);
    });
  }

  uris(): readonly string[] {
    return this.#texts.keys();
  }

  /** Aborted, with the answer for requests, as soon as the text changes or is closed. */
  signalOf(uri: string): AbortSignal {
    return this.#version(uri)?.controller.signal ?? AbortSignal.abort(outdated());
  }

  isOpen(uri: string): boolean {
    return this.#texts.get(uri) !== undefined;
  }

  /** The document as it is now. Throws the signal's reason when that is no longer wanted. */
  async open(uri: string, signal: AbortSignal): Promise<Opened | undefined> {
    const file = await this.#settings.for(uri);
    signal.throwIfAborted();
    const text = this.#texts.get(uri);
    const version = this.#version(uri);
    if (!text || !version) return undefined;
    if (version.opened?.file !== file)
      version.opened = { uri, version: version.number, document: read(text, file), file };
    return version.opened;
  }

  /** The document with its findings. Gives way to waiting messages first: the next one may be an edit. */
  async check(uri: string, signal: AbortSignal): Promise<Checked | undefined> {
    await this.#settings.for(uri);
    await this.#runtime.pause();
    const opened = await this.open(uri, signal);
    const version = this.#versions.get(uri);
    if (!opened || !version) return undefined;
    const across = this.#workspace.put(opened);
    if (version.checked?.file === opened.file && version.checked.across === across) return version.checked;
    await this.#runtime.pause();
    signal.throwIfAborted();
    const findings = diagnose(opened.document, opened.file.settings, signal, across.findings);
    version.checked = { ...opened, findings, across, id: String(++this.#checks) };
    return version.checked;
  }

  #version(uri: string): Version | undefined {
    const text = this.#texts.get(uri);
    if (!text) return undefined;
    let version = this.#versions.get(uri);
    if (!version) {
      version = {
        number: text.version,
        controller: new AbortController(),
        opened: undefined,
        checked: undefined,
      };
      this.#versions.set(uri, version);
    }
    return version;
  }

  #drop(uri: string): void {
    this.#versions.get(uri)?.controller.abort(outdated());
    this.#versions.delete(uri);
  }
}

function read(text: TextDocument, file: ResourceSettings): AgentDocument {
  const content = text.getText();
  const path = isUnnamed(text) ? undefined : uriPath(text.uri);
  return openDocument(path, content, { detection: detectionOf(text, path, content, file) });
}

/** A new document without the name of a file, in a language that makes it one of ours. */
function isUnnamed({ uri, languageId }: TextDocument): boolean {
  return uri.startsWith("untitled:") && !/\.ya?ml$/i.test(uri) && /^(?:datadog-)?yaml$/.test(languageId);
}

function detectionOf(
  { languageId }: TextDocument,
  path: string | undefined,
  content: string,
  file: ResourceSettings,
): Detection {
  if (!file.enabled) return { kind: "none", reason: "the setting ddconf.enable is off" };
  if (file.excluded) return { kind: "none", reason: "the project's .ddconf.yaml leaves it out" };
  const detected = file.detection ?? detectKind(path, content);
  if (detected.kind !== "none" || languageId !== "datadog-yaml") return detected;
  // whoever chose the language by hand knows better than the file's name
  const byContent = detectKind(undefined, content);
  const mayBeCheck = /^(?:init_config|instances)[ \t]*:/m.test(content);
  return byContent.kind !== "none" || path !== undefined || mayBeCheck
    ? byContent
    : { kind: "datadog", reason: "its language is Datadog Agent Config" };
}
