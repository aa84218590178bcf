import type { Span } from "../../model/text";
import { defineRule, type Fix, type RuleContext, type SuppressionUse } from "../define";

export default defineRule({
  id: "ddconf/unused-suppression",
  title: "A suppression comment hides nothing",
  severity: "warning",
  appliesTo: "suppression",
  check(use, report, context) {
    const { suppression } = use;
    if (use.idleAltogether) {
      report(suppression.span, {
        message:
          "This comment ignores every rule on its line, and no rule has anything to say there. It would hide the next real mistake, so remove it.",
        fixes: [removeComment(suppression.span, context)],
        tag: "unnecessary",
      });
      return;
    }
    // an id that does not exist is reported as such, by another rule
    const idle = use.idle.filter(({ id }) => context.ruleIds.has(id));
    for (const { id, span } of idle) {
      report(span, {
        message: `\`${id}\` is ignored here and has nothing to say. The comment would hide the next real mistake, so remove the id.`,
        fixes: [removeId(span, use, context)],
        tag: "unnecessary",
      });
    }
  },
});

function removeId(id: Span, { suppression }: SuppressionUse, context: RuleContext): Fix | undefined {
  if (suppression.rules.length === 1) return removeComment(suppression.span, context);
  const index = suppression.rules.findIndex(({ span }) => span.start === id.start);
  const next = suppression.rules[index + 1]?.span;
  const previous = suppression.rules[index - 1]?.span;
  const span = next
    ? { start: id.start, end: next.start }
    : { start: previous?.end ?? id.start, end: id.end };
  return { title: "Remove the rule id", edits: [{ span, newText: "" }], safe: true };
}

/** Removes the comment with the blanks before it, or with its line when nothing else stands there. */
function removeComment(comment: Span, { region, lines }: RuleContext): Fix {
  const line = lines.lineAt(comment.start);
  const before = region.text.slice(lines.lineSpan(line).start, comment.start);
  const alone = before.trim() === "";
  const span = alone
    ? lines.fullLineSpan(line)
    : { start: comment.start - (before.length - before.trimEnd().length), end: comment.end };
  return { title: "Remove the comment", edits: [{ span, newText: "" }], safe: true };
}
