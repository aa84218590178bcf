import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import type { FileSearch } from "./files";

/**
 * Files below a folder on the disk, those nearest to the folder first. Hidden folders and node_modules are left
 * out, and links to folders are not followed.
 */
export async function findFiles({ folder, accepts, most, largest }: FileSearch): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [folder];
  for (const next of waiting) {
    const entries = await list(next);
    const pathOf = ({ name }: Dirent) => `${next === "/" ? "" : next}/${name}`;
    waiting.push(...entries.filter(isSearched).map(pathOf));
    const candidates = entries
      .filter((entry) => !entry.isDirectory())
      .map(pathOf)
      .filter(accepts);
    for (const path of candidates) if ((await sizeOf(path)) <= largest) found.push(path);
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

/** In a fixed order, so that the same files are left out when there are too many. */
async function list(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isSearched(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules";
}

/** In bytes; infinite for what is no file. */
async function sizeOf(path: string): Promise<number> {
  const info = await stat(path).catch(() => undefined);
  return info?.isFile() ? info.size : Number.POSITIVE_INFINITY;
}
