import type { ResponseError } from "vscode-languageserver";
import { callerProblem, matchMapping, type PatternMatch } from "../../service/match-mapping";
import { invalid, type ServerContext } from "../context";

/** Answer of `ddconf.matchMapping`. */
interface MatchResult {
  readonly caller: string;
  /** What is wrong with the caller's ARN; there are no patterns then. */
  readonly problem: string | null;
  readonly patterns: readonly PatternMatch[];
}

/** Holds the patterns of an open file against `{ uri, caller }`. */
export async function executeMatchMapping(
  { documents }: ServerContext,
  given: unknown,
  signalOf: (uri: string) => AbortSignal,
): Promise<MatchResult | ResponseError<void>> {
  const { uri, caller: written } = (given ?? {}) as { readonly uri?: unknown; readonly caller?: unknown };
  if (typeof uri !== "string" || typeof written !== "string")
    return invalid("The argument is { uri, caller }, where `caller` is the ARN of a caller.");
  const caller = written.trim();
  const problem = callerProblem(caller);
  if (problem !== undefined) return { caller, problem, patterns: [] };
  const opened = await documents.open(uri, signalOf(uri));
  return { caller, problem: null, patterns: opened ? matchMapping(opened.document, caller) : [] };
}
