import type { TextEdit } from "../../model/edit";
import type { JsonMistake } from "../../model/json";
import type { Span } from "../../model/text";
import { defineRule, type Fix } from "../define";
import { fixOf, MESSAGES } from "../support/iam/json-syntax";
import { IAM_POLICY } from "../support/iam/places";

/** A habit of the whole file rather than a slip at one place: said once, mended everywhere. */
const HABITS: ReadonlySet<string> = new Set<JsonMistake>(["single-quotes", "curly-quotes", "open-bracket"]);

export default defineRule({
  id: "iam/syntax",
  title: "The policy is no JSON",
  severity: "error",
  appliesTo: "source",
  kinds: IAM_POLICY,
  check({ text, stream }, report) {
    const said = new Set<string>();
    for (const { code, span } of stream.problems) {
      if (HABITS.has(code) && said.has(code)) continue;
      said.add(code);
      const mistake = code as JsonMistake;
      const spans = HABITS.has(code)
        ? stream.problems.filter((problem) => problem.code === code).map((problem) => problem.span)
        : [span];
      report(span, {
        message: `${MESSAGES[mistake](text.slice(span.start, span.end))} IAM takes only strict JSON and refuses the policy as malformed.`,
        fixes: [allFixes(mistake, text, spans)],
      });
    }
  },
});

function allFixes(mistake: JsonMistake, text: string, spans: readonly Span[]): Fix | undefined {
  const fixes = spans.map((span) => fixOf(mistake, text, span));
  const edits: TextEdit[] = fixes.flatMap((fix) => fix?.edits ?? []);
  const [first] = fixes;
  return first && fixes.every((fix) => fix) ? { ...first, edits } : undefined;
}
