import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import picomatch from "picomatch";
import { displayPath, relativeSlashes, toSlashes } from "./paths";
import { type Problem, toProblem } from "./problem";
import { walk } from "./walk";

/** A text to check. */
export interface Target {
  /** As shown to the user. */
  readonly path: string;
  /** Undefined for standard input without a name. */
  readonly absolute: string | undefined;
  readonly stdin: boolean;
  /** The user named this very file, not a folder or a pattern that holds it. */
  readonly named: boolean;
}

/** A folder or pattern that the user gave, with the files in it that may be configurations. */
export interface Place {
  readonly given: string;
  readonly files: readonly string[];
}

export interface Targets {
  readonly targets: readonly Target[];
  readonly places: readonly Place[];
  readonly problems: readonly Problem[];
}

export interface SearchContext {
  readonly cwd: string;
  readonly stdinFilename: string | undefined;
  /** Called for each folder searched, with the names in it. */
  onFolder(path: string, names: ReadonlySet<string>): void;
  /** True when a file met in a folder may be a configuration, before it is read. */
  isCandidate(absolute: string): Promise<boolean>;
}

/** Finds the files behind the paths of the command line, in their order; each file once. */
export async function findTargets(given: readonly string[], context: SearchContext): Promise<Targets> {
  const search = new Search(context);
  for (const path of given) await search.add(path);
  return { targets: [...search.targets.values()], places: search.places, problems: search.problems };
}

class Search {
  readonly targets = new Map<string, Target>();
  readonly places: Place[] = [];
  readonly problems: Problem[] = [];
  readonly #context: SearchContext;

  constructor(context: SearchContext) {
    this.#context = context;
  }

  async add(given: string): Promise<void> {
    if (given === "-") return this.#addStdin();
    const absolute = resolve(this.#context.cwd, given);
    try {
      const info = await stat(absolute);
      if (info.isDirectory()) await this.#addPlace(given, absolute, everything);
      else this.#addFile(absolute, given, true);
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
      if (missing && picomatch.scan(toSlashes(given)).isGlob) await this.#addPattern(given);
      // reading it will say what is wrong
      else this.#addFile(absolute, given, true);
    }
  }

  #addStdin(): void {
    const { cwd, stdinFilename: name } = this.#context;
    const absolute = name === undefined ? undefined : resolve(cwd, name);
    const path = absolute && name !== undefined ? displayPath(absolute, name, cwd) : "<stdin>";
    this.targets.set("-", { path, absolute, stdin: true, named: true });
  }

  #addFile(absolute: string, given: string, named: boolean): void {
    if (!named && this.targets.has(absolute)) return;
    const path = displayPath(absolute, given, this.#context.cwd);
    this.targets.set(absolute, { path, absolute, stdin: false, named });
  }

  async #addPattern(given: string): Promise<void> {
    const { base, glob } = picomatch.scan(toSlashes(given));
    const folder = resolve(this.#context.cwd, base);
    const matches = picomatch(glob);
    await this.#addPlace(given, folder, (path) => matches(relativeSlashes(folder, path)));
  }

  /** Adds those candidates below a folder that pass the filter. */
  async #addPlace(given: string, folder: string, filter: (path: string) => boolean): Promise<void> {
    const all = await walk(folder, {
      folder: (path, names) => this.#context.onFolder(path, names),
      failed: (path, error) => {
        if (path !== folder || (error as NodeJS.ErrnoException).code !== "ENOENT")
          this.problems.push(toProblem(displayPath(path, given, this.#context.cwd), error));
      },
    });
    const passed = all.filter(filter);
    if (passed.length === 0 && filter !== everything) {
      this.problems.push({ path: given, message: "matches no file" });
      return;
    }
    const files: string[] = [];
    for (const path of passed) {
      if (!(await this.#context.isCandidate(path))) continue;
      files.push(path);
      this.#addFile(path, given, false);
    }
    this.places.push({ given: toSlashes(given), files });
  }
}

const everything = () => true;
