import { DEFAULT_SETTINGS } from "../../config/settings";
import { openDocument } from "../../documents/document";
import { matchCaller } from "../../model/aws/arn-pattern";
import { type Placeholder, placeholderIn } from "../../model/placeholder";
import type { Range } from "../../model/text";
import { factsOf } from "../../rules/facts";
import { MAPPING_TYPES } from "../../rules/support/mapping-types";
import { type Problem, toProblem } from "../check/problem";
import { findTargets, type Target } from "../check/targets";
import { UsageError } from "../exit-code";
import { readSource, readStdin } from "../read-file";

/** A pattern held against the caller. */
export interface PatternMatch {
  readonly path: string;
  readonly range: Range;
  readonly pattern: string;
  /** `intake` gives the caller an API key, `persona` lets it act as an account; undefined when nothing says so. */
  readonly mapping: "intake" | "persona" | undefined;
  readonly matches: boolean;
  /** Why, as a clause. */
  readonly because: string;
}

export interface Matches {
  readonly patterns: readonly PatternMatch[];
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
    const mappings = factsOf(document, path, DEFAULT_SETTINGS)?.mappings ?? [];
    const fatal = document.regions.some(({ stream }) => stream.problems.some((problem) => problem.fatal));
    if (fatal) return { ...nothing, problems: [{ path, message: "is no JSON that can be read" }] };
    if (named && mappings.length === 0) return { ...nothing, without: [path] };
    const patterns = mappings.map(({ pattern, at, type }) => ({
      path,
      range: document.lines.range(at.span),
      pattern,
      mapping: type === undefined ? undefined : MAPPING_TYPES.get(type),
      ...judge(pattern, caller),
    }));
    return { ...nothing, patterns };
  } catch (error) {
    return { ...nothing, problems: named ? [toProblem(path, error)] : [] };
  }
}

function judge(pattern: string, caller: string): Pick<PatternMatch, "matches" | "because"> {
  const open = placeholderIn(pattern);
  return open ? { matches: false, because: stillOpen(open) } : matchCaller(pattern, caller);
}

function stillOpen({ text }: Placeholder): string {
  return `the pattern is not filled in yet: \`${text}\``;
}

const CALLER =
  /^arn:aws(?:-[a-z]+)*:(?:sts::\d{12}:(?:assumed-role\/[^/*?]+\/[^/*?]+|federated-user\/[^/*?]+)|iam::\d{12}:(?:user\/[^*?]+|root))$/;
const ASK = "`aws sts get-caller-identity --query Arn --output text` prints it.";

/** Throws a `UsageError` that says what to write when no caller can have this ARN. */
export function requireCaller(caller: string): void {
  if (CALLER.test(caller)) return;
  const role = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(caller);
  if (role)
    throw new UsageError(
      `${caller} is the ARN of a role. A caller shows the ARN of a session: arn:${role[1]}:sts::${role[2]}:assumed-role/${role[3]}/<session>. ${ASK}`,
    );
  if (/[*?]/.test(caller))
    throw new UsageError(`${caller} is a pattern. Write the ARN of one caller; ${ASK}`);
  if (/^arn:[^:]*:sts:.*:assumed-role\/[^/]+\/?$/.test(caller))
    throw new UsageError(`${caller} lacks the session behind the role's name. ${ASK}`);
  throw new UsageError(
    `${caller} is not the ARN of a caller, such as arn:aws:sts::123456789012:assumed-role/datadog-agent/i-0123456789abcdef0. ${ASK}`,
  );
}
