import picomatch from "picomatch";
import type { Detection } from "../documents/detect";
import { describeKind } from "../documents/kinds";
import { addressRoot } from "./address";
import { PROJECT_FILE_NAMES, type ProjectConfig, readProjectConfig } from "./project";
import { DEFAULT_SETTINGS, type Settings, type Severity } from "./settings";
import type { VersionRange } from "./version";

/**
 * Reads a text file; `undefined` when there is none. Paths are absolute, with forward slashes; those in a virtual
 * file system begin with scheme and authority (`vscode-vfs://github/`).
 */
export type ReadText = (path: string) => Promise<string | undefined>;

/** What stands above the project file: flags of the command line or settings of the editor. */
export interface Overrides {
  readonly agentVersion?: VersionRange | undefined;
  readonly site?: string | undefined;
  readonly severities?: ReadonlyMap<string, Severity | "off">;
}

/** Everything ddconf was told about one file. */
export interface FileSettings {
  readonly settings: Settings;
  /** The `.ddconf.yaml` that applies, if any. */
  readonly project: string | undefined;
  /** True when the project leaves the file out. */
  readonly excluded: boolean;
  /** What the file is, when the project says so. */
  readonly detection: Detection | undefined;
}

interface LoadedProject {
  readonly path: string;
  readonly folder: string;
  readonly config: ProjectConfig;
}

/**
 * Finds the `.ddconf.yaml` nearest above a file and combines it with overrides. Both the command line and
 * the editor go through here. Answers are kept until `forget` is called.
 */
export class ProjectLoader {
  readonly #read: ReadText;
  readonly #fixed: string | undefined;
  readonly #folders = new Map<string, Promise<LoadedProject | undefined>>();

  /** @param fixed path of the project file to use for every file (`--config`), instead of the nearest one */
  constructor(read: ReadText, fixed?: string) {
    this.#read = read;
    this.#fixed = fixed;
  }

  /** Drops what was read, because project files have changed. */
  forget(): void {
    this.#folders.clear();
  }

  /** @param path absolute path of the file to check, or `undefined` for text without one */
  async settingsFor(path: string | undefined, overrides: Overrides = {}): Promise<FileSettings> {
    const normal = path?.replaceAll("\\", "/");
    const project = await this.#projectFor(normal);
    const settings = combine(project?.config.settings ?? DEFAULT_SETTINGS, overrides);
    if (!project || !normal)
      return { settings, project: project?.path, excluded: false, detection: undefined };
    const relative = relativeTo(project.folder, normal);
    const { include, exclude, kinds } = project.config;
    const excluded =
      matches(exclude, relative) ||
      (include.length > 0 && !matches(include, relative) && !isProjectFile(normal));
    const kind = kinds.find(({ globs }) => matches(globs, relative))?.kind;
    return {
      settings,
      project: project.path,
      excluded,
      detection: kind && { kind, reason: `${lastName(project.path)} lists it as ${describeKind(kind)}` },
    };
  }

  #projectFor(path: string | undefined): Promise<LoadedProject | undefined> {
    if (this.#fixed !== undefined) return this.#load(this.#fixed.replaceAll("\\", "/"));
    return path === undefined ? Promise.resolve(undefined) : this.#nearest(folderOf(path));
  }

  #nearest(folder: string): Promise<LoadedProject | undefined> {
    let found = this.#folders.get(folder);
    if (!found) {
      found = this.#search(folder);
      this.#folders.set(folder, found);
    }
    return found;
  }

  async #search(folder: string): Promise<LoadedProject | undefined> {
    for (const name of PROJECT_FILE_NAMES) {
      const project = await this.#load(`${folder === "/" ? "" : folder}/${name}`);
      if (project) return project;
    }
    const parent = folderOf(folder);
    return parent === folder ? undefined : this.#nearest(parent);
  }

  async #load(path: string): Promise<LoadedProject | undefined> {
    const text = await this.#read(path);
    return text === undefined ? undefined : { path, folder: folderOf(path), config: readProjectConfig(text) };
  }
}

function combine(base: Settings, overrides: Overrides): Settings {
  return {
    agentVersion: overrides.agentVersion ?? base.agentVersion,
    site: overrides.site ?? base.site,
    severities: new Map([...base.severities, ...(overrides.severities ?? [])]),
  };
}

/** The folder above; the topmost is its own. */
function folderOf(path: string): string {
  const root = addressRoot(path);
  const at = path.lastIndexOf("/");
  return at <= root.length ? root || "/" : path.slice(0, at);
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function isProjectFile(path: string): boolean {
  return (PROJECT_FILE_NAMES as readonly string[]).includes(lastName(path));
}

function relativeTo(folder: string, path: string): string {
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** A glob without a slash matches at any depth, and a folder stands for all that is in it, as in .gitignore. */
function matches(globs: readonly string[], relative: string): boolean {
  return globs.some((glob) => {
    const trimmed = glob.replace(/^\.\//, "").replace(/\/$/, "");
    const anywhere = trimmed.includes("/") ? trimmed : `**/${trimmed}`;
    return picomatch.isMatch(relative, [anywhere, `${anywhere}/**`], { dot: true });
  });
}
