import type { SyntaxProblem } from "./parse";

/**
 * Problems that go-yaml and PyYAML, the Agent's readers, do not have: a closing bracket or quote of a
 * multi-line flow value that stands at the column of its key.
 */
export function isFatal(problem: SyntaxProblem, text: string): boolean {
  if (problem.code !== "BAD_INDENT" && problem.code !== "MISSING_CHAR") return true;
  return !isLenientIndent(problem, text);
}

function isLenientIndent(problem: SyntaxProblem, text: string): boolean {
  const lineStart = text.lastIndexOf("\n", problem.span.start - 1) + 1;
  const line = text.slice(lineStart, problem.span.end + 20).split("\n", 1)[0] ?? "";
  return /must be sufficiently indented|Missing closing/.test(problem.detail) && /^\s*[\]}'"]/.test(line);
}
