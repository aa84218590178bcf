import { readFileSync } from "node:fs";

/**
 * The npm packages that went into bundles, from esbuild's metafiles.
 *
 * @returns name, version, licence and folder (relative to the working directory) of each, sorted by name
 */
export function bundledPackages(metafiles) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs).flatMap(folderOf)));
  return [...folders]
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
      return { name, version, license, folder };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The package that a module belongs to; a package may lie in another's own node_modules. */
function folderOf(input) {
  return /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.slice(1, 2) ?? [];
}
