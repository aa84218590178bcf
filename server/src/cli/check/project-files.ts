import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { PROJECT_FILE_NAMES } from "../../config/project";
import { displayPath, toSlashes } from "./paths";
import { type Problem, toProblem } from "./problem";

/** Reads the `.ddconf.yaml` files of a run for the project loader. */
export class ProjectFiles {
  /** Project files that are there but could not be read. */
  readonly problems: Problem[] = [];
  readonly #withoutAny = new Set<string>();
  readonly #cwd: string;

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** Tells what a folder holds, so that no time is spent on opening project files that are not there. */
  noteListing(folder: string, names: ReadonlySet<string>): void {
    if (!PROJECT_FILE_NAMES.some((name) => names.has(name))) this.#withoutAny.add(toSlashes(folder));
  }

  /** The loader's `ReadText`: the text of a file, `undefined` when there is none. */
  readonly read = async (path: string): Promise<string | undefined> => {
    if (this.#withoutAny.has(dirname(path))) return undefined;
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR" && code !== "EISDIR")
        this.problems.push(toProblem(displayPath(path, path, this.#cwd), error));
      return undefined;
    }
  };
}
