import { isAbsolute, relative, sep } from "node:path";

/**
 * How a path is shown: relative to the working folder with forward slashes. An absolute path that was given
 * stays absolute when it lies elsewhere.
 */
export function displayPath(absolute: string, given: string, cwd: string): string {
  const fromHere = relative(cwd, absolute);
  const outside = fromHere.startsWith("..") || isAbsolute(fromHere);
  return toSlashes(outside && isAbsolute(given) ? absolute : fromHere || ".");
}

export function toSlashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}

/** Path of a file seen from a folder above it, with forward slashes. */
export function relativeSlashes(folder: string, path: string): string {
  return toSlashes(relative(folder, path));
}
