/** A word for a POSIX shell; quoted unless it is plainly safe, so that `<PLACEHOLDER>` redirects nothing. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A command over several lines: the words first, then one option per line.
 *
 * @param options flag and value, in the order in which they are to stand; values get quoted
 */
export function shellCommand(words: string, options: readonly (readonly [string, string])[]): string {
  return [words, ...options.map(([flag, value]) => `  ${flag} ${shellWord(value)}`)].join(" \\\n");
}
