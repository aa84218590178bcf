/** Path of a `file:` URI with forward slashes (`c:/x` on Windows); undefined for other schemes. */
export function filePath(uri: string): string | undefined {
  return /^file:/i.test(uri) ? uriPath(uri) : undefined;
}

/** The path part of any URI, decoded. */
export function uriPath(uri: string): string {
  const match = /^[a-z][a-z0-9+.-]*:(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri);
  const host = /^file:/i.test(uri) && match?.[1] ? `//${match[1]}` : "";
  const path = `${host}${decoded(match?.[2] ?? uri)}`;
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

/** Address of a file. */
export function fileUri(path: string): string {
  const [host, rest] = path.startsWith("//") ? (/^\/\/([^/]*)(.*)$/.exec(path)?.slice(1) ?? []) : ["", path];
  const segments = (rest ?? "").replace(/^\//, "").split("/").map(encodeURIComponent);
  return `file://${host}/${segments.join("/")}`;
}

/** One name for a file, however its address is written: its path, or the address where there is none. */
export function pathKey(uri: string): string {
  const path = filePath(uri) ?? uri;
  return path.replace(/^[A-Z]:\//, (drive) => drive.toLowerCase());
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
