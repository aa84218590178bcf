import type { ResourcePart } from "../../model/aws/arn-pattern";
import { spanInString } from "../../model/json";
import { defineRule, type PatternPlace, type Reporter, type RuleContext } from "../define";
import { isAssumedRole, isOpen, type JudgedPattern, judge } from "../support/arn-patterns";
import { hasWildcard } from "../support/iam/places";

const NAME = /^[A-Za-z0-9_.@-]+$/;
const PATH = /^[A-Za-z0-9_.@:-]+$/;

export default defineRule({
  id: "arn-pattern/characters",
  title: "A name has characters that Datadog does not take",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    checkBlanks(place, report, context);
    const pattern = judge(place, context);
    if (!pattern) return;
    checkSlashes(pattern, report);
    for (const name of judgedNames(pattern)) checkName(name, pattern, report);
  },
});

function checkBlanks({ scalar }: PatternPlace, report: Reporter, context: RuleContext): void {
  const { value } = scalar;
  if (typeof value !== "string" || value.trim() === "" || value === value.trim()) return;
  const before = value.length - value.trimStart().length;
  const blanks =
    before > 0 ? { start: 0, end: before } : { start: value.trimEnd().length, end: value.length };
  report(spanInString(scalar, context.region.text, blanks), {
    message: "Blanks stand around the ARN, and Datadog refuses the pattern. Remove them.",
    fixes: [
      {
        title: "Remove the blanks",
        edits: [{ span: { start: scalar.span.start + 1, end: scalar.span.end - 1 }, newText: value.trim() }],
        safe: false,
      },
    ],
  });
}

/** A slash that no name follows. Behind a role it means that the session is missing, which has its own rule. */
function checkSlashes(pattern: JudgedPattern, report: Reporter): void {
  const { text, names, trailingSlash } = pattern;
  const without = (index: number): string => text.slice(0, index) + text.slice(index + 1);
  const needless = names.filter((name) => name.text === "").map(({ span }) => span.start);
  if (trailingSlash && names.length > (isAssumedRole(pattern) ? 1 : 0)) needless.push(text.length);
  for (const end of needless) {
    report(pattern.at({ start: end - 1, end }), {
      message:
        "No name follows this slash, and Datadog refuses the pattern: callers' ARNs have no empty parts. Remove the slash.",
      fixes: [pattern.rewrite("Remove the slash", without(end - 1))],
    });
  }
}

/** The parts that Datadog compares; what another rule drops is not judged. */
function judgedNames({ type, names }: JudgedPattern): readonly ResourcePart[] {
  if (type.text === "user") return names;
  if (type.text === "assumed-role") return names.length > 1 ? names.slice(-2) : names;
  if (type.text === "role") return names.filter(({ text }) => text !== "*").slice(-1);
  const [first] = names;
  const last = names.at(-1);
  if (type.text !== "federated-user" || !first || !last || last.text === "*") return [];
  const text = names.map((name) => name.text).join("/");
  return [{ text, span: { start: first.span.start, end: last.span.end } }];
}

function checkName(name: ResourcePart, pattern: JudgedPattern, report: Reporter): void {
  const isLast = name.span.end >= pattern.text.length - 1;
  const allowed = pattern.type.text === "user" && !isLast ? PATH : NAME;
  if (name.text === "" || isOpen(name.text) || hasWildcard(name.text) || allowed.test(name.text)) return;
  const isSession = isAssumedRole(pattern) && pattern.names.length > 1 && isLast;
  report(pattern.at(name.span), {
    message: `Datadog takes only letters, digits and \`_ . @ -\` in a name, and refuses \`${name.text}\`, although AWS allows more (\`+ = ,\`). ${isSession ? "Write `*` for the session." : "Rename the role or user, or use another identity."}`,
    fixes: [
      isSession
        ? pattern.rewrite("Match any session with `*`", `${pattern.text.slice(0, name.span.start)}*`)
        : undefined,
    ],
  });
}
