import { addressRoot } from "../config/address";

/**
 * Path by which a file is known: for a `file:` URI that on the disk, with forward slashes (`c:/x` on Windows),
 * else scheme, authority and decoded path (`vscode-vfs://github/acme/datadog.yaml`). Undefined for what is no
 * file: a new document, or a view that is told apart by a query.
 */
export function filePath(uri: string): string | undefined {
  if (/^file:/i.test(uri)) return uriPath(uri);
  const root = addressRoot(uri);
  const isFile = uri.startsWith("/", root.length) && !/^untitled:|[?#]/i.test(uri);
  return isFile ? root.replace(/:\/\/$/, ":") + uriPath(uri) : undefined;
}

/** True for paths on the disk, false for those in a virtual file system. */
export function isOnDisk(path: string): boolean {
  return addressRoot(path) === "";
}

/** The path part of any URI, decoded. */
export function uriPath(uri: string): string {
  const match = /^[a-z][a-z0-9+.-]*:(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri);
  const host = /^file:/i.test(uri) && match?.[1] ? `//${match[1]}` : "";
  const path = `${host}${decoded(match?.[2] ?? uri)}`;
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

/** Address of a file: what `filePath` was made from. */
export function fileUri(path: string): string {
  const root = addressRoot(path);
  if (root !== "") return `${root}/${encoded(path.slice(root.length))}`;
  const [host, rest] = path.startsWith("//") ? (/^\/\/([^/]*)(.*)$/.exec(path)?.slice(1) ?? []) : ["", path];
  return `file://${host}/${encoded(rest ?? "")}`;
}

/** One name for a file, however its address is written: its path, or the address where there is none. */
export function pathKey(uri: string): string {
  const path = filePath(uri) ?? uri;
  return path.replace(/^[A-Z]:\//, (drive) => drive.toLowerCase());
}

function encoded(path: string): string {
  return path.replace(/^\//, "").split("/").map(encodeURIComponent).join("/");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
