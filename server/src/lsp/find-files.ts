import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { mayBeAgentConfig } from "../documents/detect";
import { LARGEST_FILE, MOST_FILES } from "./workspace";

/**
 * Files below a folder that may matter to the rules across files, those nearest to the folder first. Hidden
 * folders and node_modules are left out, and links to folders are not followed.
 *
 * @param folder absolute, with forward slashes
 */
export async function findFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [folder];
  for (const next of waiting) {
    const entries = await list(next);
    const pathOf = ({ name }: Dirent) => `${next === "/" ? "" : next}/${name}`;
    waiting.push(...entries.filter(isSearched).map(pathOf));
    const candidates = entries
      .filter((entry) => !entry.isDirectory())
      .map(pathOf)
      .filter(mayBeAgentConfig);
    for (const path of candidates) if (await isSmall(path)) found.push(path);
    if (found.length >= MOST_FILES) break;
  }
  return found.slice(0, MOST_FILES);
}

/** In a fixed order, so that the same files are left out when there are too many. */
async function list(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isSearched(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules";
}

async function isSmall(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  return info?.isFile() === true && info.size <= LARGEST_FILE;
}
