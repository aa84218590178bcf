// The strings that the client shows, in the form that VS Code translates from.
import { readFileSync } from "node:fs";
import { globSync } from "./files.mjs";

export const L10N_BUNDLE = "l10n/bundle.l10n.json";

const CALL = /\bl10n\.t\(\s*/g;
const STRING = /^("(?:[^"\\\n]|\\.)*")\s*[,)]/;

/**
 * The strings that a source file gives to `l10n.t`.
 *
 * @throws when one of them is no plain string in double quotes, which is all that can be looked up
 */
export function stringsIn(text, path) {
  return [...text.matchAll(CALL)].map(({ 0: call, index }) => {
    const string = STRING.exec(text.slice(index + call.length))?.[1];
    if (string === undefined) {
      const line = text.slice(0, index).split("\n").length;
      throw new Error(`${path}:${line}: l10n.t needs a string in double quotes, with {0} for what varies`);
    }
    return JSON.parse(string);
  });
}

/** The text of the bundle that belongs to the client as it is now. */
export function l10nBundle() {
  const strings = globSync("client/src", /\.ts$/).flatMap((path) =>
    stringsIn(readFileSync(path, "utf8"), path),
  );
  const sorted = [...new Set(strings)].sort();
  return `${JSON.stringify(Object.fromEntries(sorted.map((string) => [string, string])), null, 2)}\n`;
}
