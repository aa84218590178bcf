/**
 * What a path in a virtual file system (`vscode-vfs://github/acme/agent/datadog.yaml`) has before its first
 * folder: scheme and authority. Empty for paths on a disk, `c:/` among them.
 */
export function addressRoot(path: string): string {
  return /^[a-z][a-z0-9+.-]+:(?:\/\/[^/]*)?/i.exec(path)?.[0] ?? "";
}
