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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
