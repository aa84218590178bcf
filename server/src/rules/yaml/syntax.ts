import type { Region } from "../../documents/document";
import { applyEdits } from "../../model/edit";
import { parseYaml, type SyntaxProblem } from "../../model/yaml/parse";
import { defineRule, type Fix } from "../define";
import { conflictIn } from "../support/conflict";
import { whenUnreadable } from "../support/consequence";
import type { Cause } from "../support/syntax-cause";
import { causeOf } from "../support/syntax-causes";

/** Problems that say nothing of the lines behind them, so that one never causes another. */
const INDEPENDENT = new Set(["BAD_SCALAR_START", "UNKNOWN_ANCHOR", "BAD_DQ_ESCAPE"]);

export default defineRule({
  id: "yaml/syntax",
  title: "The file is no YAML",
  severity: "error",
  appliesTo: "source",
  check(region, report, { kind }) {
    if (region.templateTags.length > 0 || conflictIn(region.text)) return;
    if (region.encoding?.damage?.kind === "binary") return;
    const { problems } = region.stream;
    if (problems.every(({ fatal }) => !fatal)) {
      for (const problem of problems)
        report(problem.span, { severity: "warning", message: acceptedAnyway(problem) });
      return;
    }
    let behind = -1;
    for (const problem of ownMistakes(problems)) {
      if (problem.span.start < behind) continue;
      const cause = causeOf(problem, region.text, problems);
      behind = cause.span.end;
      report(cause.span, {
        message: `${cause.what}. ${cause.consequence ?? whenUnreadable(kind)}. ${cause.instead}`,
        fixes: [repairOf(cause, region)],
      });
    }
  },
});

/** The first problem, and those behind it that it cannot have caused. */
function ownMistakes(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const fatal = problems.filter((problem) => problem.fatal);
  const dependent = fatal.findIndex(({ code }) => !INDEPENDENT.has(code));
  return dependent < 0 ? fatal : fatal.slice(0, dependent + 1);
}

/** A repair is only offered when the text from there on reads better than before. */
function repairOf({ repair, span }: Cause, region: Region): Fix | undefined {
  if (!repair) return undefined;
  const repaired = applyEdits(region.text, repair.edits);
  const grown = repaired.length - region.text.length;
  const next = parseYaml(repaired).problems.find((other) => other.fatal && other.span.start >= span.start);
  if (next && next.span.start <= span.end + grown) return undefined;
  return { title: repair.title, edits: repair.edits, safe: repair.certain };
}

function acceptedAnyway({ code, detail }: SyntaxProblem): string {
  const reader = "The Agent's YAML reader takes it, many other tools do not.";
  if (code !== "OUTDENTED")
    return `A comment starts right behind a value, without a blank before it. ${reader} Put a blank before the \`#\`.`;
  const value = detail === "quoted" ? "text in quotes" : "value in brackets";
  return `A ${value} goes on in a line that is not indented deeper than its key. ${reader} Indent every line of the value, the last one too.`;
}
