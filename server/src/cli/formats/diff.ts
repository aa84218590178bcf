import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import type { Stream } from "../terminal/output";
import { visible } from "../terminal/width";
import type { Format } from "./report";

/** What `--fix` would change, as a patch that `git apply` and `patch -p1` take. */
export const diff: Format = ({ files }, stream) =>
  files
    .filter(({ original, text }) => original !== text)
    .map(({ path, original, text }) => {
      const patch = structuredPatch(`a/${path}`, `b/${path}`, original, text, undefined, undefined, {
        context: 3,
      });
      return colored(formatPatch(patch, FILE_HEADERS_ONLY), stream);
    })
    .join("");

function colored(patch: string, { colors }: Stream): string {
  if (!colors.isColorSupported) return patch;
  return patch.replace(/^.+$/gm, (raw) => {
    const line = visible(raw);
    if (line.startsWith("--- ") || line.startsWith("+++ ")) return colors.bold(line);
    if (line.startsWith("@@")) return colors.cyan(line);
    if (line.startsWith("+")) return colors.green(line);
    return line.startsWith("-") ? colors.red(line) : line;
  });
}
