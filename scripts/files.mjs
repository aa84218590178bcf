import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Paths of the files below `folder` whose names match, sorted. Hidden folders and node_modules are left out. */
export function globSync(folder, pattern) {
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules" || entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...globSync(path, pattern));
    else if (pattern.test(entry.name)) found.push(path);
  }
  return found.sort();
}
