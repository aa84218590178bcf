import { openDocument } from "../../documents/document";
import { callerProblem, matchMapping, type PatternMatch } from "../../service/match-mapping";
import { type Problem, toProblem } from "../check/problem";
import { findTargets, type Target } from "../check/targets";
import { UsageError } from "../exit-code";
import { readSource, readStdin } from "../read-file";

/** A pattern of one of the files, held against the caller. */
export interface FileMatch extends PatternMatch {
  readonly path: string;
}

export interface Matches {
  readonly patterns: readonly FileMatch[];
  /** Files that the user named and that hold no pattern. */
  readonly without: readonly string[];
  readonly problems: readonly Problem[];
}

/** Holds every pattern of the files against a caller. A file that cannot be read becomes a problem. */
export async function matchFiles(caller: string, paths: readonly string[], cwd: string): Promise<Matches> {
  const { targets, problems } = await findTargets(paths, {
    cwd,
    stdinFilename: undefined,
    onFolder: () => {},
    isCandidate: async (path) => /\.json$/i.test(path),
  });
  const results = await Promise.all(targets.map((target) => matchFile(caller, target)));
  return {
    patterns: results.flatMap((result) => result.patterns),
    without: results.flatMap((result) => result.without),
    problems: [...problems, ...results.flatMap((result) => result.problems)],
  };
}

async function matchFile(caller: string, target: Target): Promise<Matches> {
  const { path, named } = target;
  const nothing = { patterns: [], without: [], problems: [] };
  try {
    const { text } = target.stdin ? await readStdin() : await readSource(target.absolute ?? path);
    // a file that the user names is what it is meant to be, whatever its name
    const detection = named ? ({ kind: "identity-mapping", reason: "it is named" } as const) : undefined;
    const document = openDocument(target.absolute, text, { detection });
    const fatal = document.regions.some(({ stream }) => stream.problems.some((problem) => problem.fatal));
    if (fatal) return { ...nothing, problems: [{ path, message: "is no JSON that can be read" }] };
    const patterns = matchMapping(document, caller).map((match) => ({ path, ...match }));
    if (named && patterns.length === 0) return { ...nothing, without: [path] };
    return { ...nothing, patterns };
  } catch (error) {
    return { ...nothing, problems: named ? [toProblem(path, error)] : [] };
  }
}

/** Throws a `UsageError` that says what to write when no caller can have this ARN. */
export function requireCaller(caller: string): void {
  const problem = callerProblem(caller);
  if (problem !== undefined) throw new UsageError(problem);
}
