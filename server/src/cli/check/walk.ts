import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT_FILE_NAMES } from "../../config/project";

export interface Visitor {
  /** Called for each folder before its files, with the names in it. */
  folder(path: string, names: ReadonlySet<string>): void;
  /** Called for a folder that cannot be listed. */
  failed(path: string, error: unknown): void;
}

/**
 * All files below a folder, sorted by path, without hidden ones and node_modules. Links to files are
 * followed; links to folders are not, so that a walk never leaves the folder or runs in circles.
 */
export async function walk(folder: string, visitor: Visitor): Promise<string[]> {
  let entries: Awaited<ReturnType<typeof list>>;
  try {
    entries = await list(folder);
  } catch (error) {
    visitor.failed(folder, error);
    return [];
  }
  visitor.folder(folder, new Set(entries.map(({ name }) => name)));
  const found = await Promise.all(
    entries.map((entry) => {
      if (isSkipped(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? walk(path, visitor) : [path];
    }),
  );
  return found.flat();
}

async function list(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isSkipped(name: string): boolean {
  if (name === "node_modules") return true;
  return name.startsWith(".") && !(PROJECT_FILE_NAMES as readonly string[]).includes(name);
}
