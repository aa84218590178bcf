import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import type { Stream } from "../terminal/output";
import { redact } from "../terminal/redact";
import { visible } from "../terminal/width";
import type { Format } from "./report";

/** What `--fix` would change. Secrets are covered, because the output may end up in a log. */
export const diff: Format = ({ files }, stream) =>
  files
    .filter(({ original, text }) => original !== text)
    .map(({ path, original, text }) => {
      const patch = structuredPatch(`a/${path}`, `b/${path}`, original, text, undefined, undefined, {
        context: 3,
      });
      return styled(formatPatch(patch, FILE_HEADERS_ONLY), stream);
    })
    .join("");

function styled(patch: string, { colors }: Stream): string {
  return patch.replace(/^.+$/gm, (raw) => {
    const line = visible(redact(raw));
    if (line.startsWith("--- ") || line.startsWith("+++ ")) return colors.bold(line);
    if (line.startsWith("@@")) return colors.cyan(line);
    if (line.startsWith("+")) return colors.green(line);
    return line.startsWith("-") ? colors.red(line) : line;
  });
}
