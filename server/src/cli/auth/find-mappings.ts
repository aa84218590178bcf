import { parse } from "node:path";
import { DEFAULT_SETTINGS } from "../../config/settings";
import { openDocument } from "../../documents/document";
import { readLocalMappings } from "../../live/read-auth";
import type { LocalMapping } from "../../live/subjects";
import { findTargets } from "../check/targets";
import { readSource } from "../read-file";

/** More JSON files than this are no place where mappings are kept. */
const MOST_FILES = 500;

/** The mappings in the JSON files of a folder; none of a whole home or disk, which would take its time. */
export async function findMappings(folder: string, home: string): Promise<LocalMapping[]> {
  if (folder === home || folder === parse(folder).root) return [];
  const { targets } = await findTargets(["."], {
    cwd: folder,
    stdinFilename: undefined,
    onFolder: () => {},
    isCandidate: async (path) => /\.json$/i.test(path),
  });
  const files = targets.slice(0, MOST_FILES).map(async ({ path, absolute = path }) => {
    // what cannot be read is not asked for by name, and nothing to complain of
    const source = await readSource(absolute).catch(() => undefined);
    return source ? readLocalMappings(openDocument(absolute, source.text), path, DEFAULT_SETTINGS) : [];
  });
  return (await Promise.all(files)).flat();
}
