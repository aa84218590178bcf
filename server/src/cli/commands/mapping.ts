import { problemText } from "../check/problem";
import { EXIT, type ExitCode } from "../exit-code";
import { type FileMatch, type Matches, matchFiles, requireCaller } from "../mapping/match";
import { highlightCode } from "../terminal/markdown";
import type { Output, Stream } from "../terminal/output";
import { visible } from "../terminal/width";
import { count } from "../terminal/words";
import { hang } from "../terminal/wrap";

export interface MatchOptions {
  readonly format: "pretty" | "json";
}

/** `ddconf mapping match <caller-arn> <files…>`: which patterns match a caller, and why not. */
export async function mappingMatch(
  caller: string,
  paths: readonly string[],
  { format }: MatchOptions,
  { out, err }: Output,
): Promise<ExitCode> {
  requireCaller(caller);
  const matches = await matchFiles(caller, paths, process.cwd());
  for (const problem of matches.problems)
    err.write(`${hang(err.colors.red("error: "), visible(problemText(problem)), err.columns)}\n`);
  if (format === "json") out.write(toJson(caller, matches));
  else if (matches.patterns.length > 0) out.write(pretty(caller, matches, out));
  for (const path of matches.without) err.write(`note: ${visible(path)} has no arn_pattern\n`);
  if (matches.problems.length > 0) return EXIT.failed;
  if (matches.patterns.length === 0) err.write("note: no arn_pattern found, so the caller matches none\n");
  return matches.patterns.some(({ matches }) => matches) ? EXIT.clean : EXIT.findings;
}

function toJson(caller: string, { patterns }: Matches): string {
  const matches = patterns.some((pattern) => pattern.matches);
  return `${JSON.stringify({ version: 1, caller, matches, patterns }, null, 2)}\n`;
}

function pretty(caller: string, { patterns }: Matches, stream: Stream): string {
  const { colors } = stream;
  const paths = [...new Set(patterns.map(({ path }) => path))];
  const blocks = paths.map((path) => {
    const lines = patterns.filter((pattern) => pattern.path === path).map((match) => line(match, stream));
    return `${colors.underline(visible(path))}\n${lines.join("\n")}\n`;
  });
  const found = patterns.filter(({ matches }) => matches).length;
  const summary =
    found === 0
      ? colors.red(`No match among ${count(patterns.length, "pattern")}`)
      : colors.green(`${found} of ${count(patterns.length, "pattern")} ${found === 1 ? "matches" : "match"}`);
  return [`${colors.dim("caller")} ${visible(caller)}\n`, ...blocks, `${summary}\n`].join("\n");
}

const KINDS = { intake: "intake mapping", persona: "identity mapping" } as const;

function line({ range, pattern, mapping, matches, because }: FileMatch, { colors, columns }: Stream): string {
  const place = `${range.start.line + 1}:${range.start.character + 1}`.padStart(7);
  const verdict = matches ? colors.green("match   ") : colors.red("no match");
  const kind = mapping ? colors.dim(` (${KINDS[mapping]})`) : "";
  const indent = " ".repeat(19);
  const reason = highlightCode(visible(because), colors);
  return `${colors.dim(place)}  ${verdict}  ${visible(pattern)}${kind}\n${hang(indent, reason, columns)}`;
}
