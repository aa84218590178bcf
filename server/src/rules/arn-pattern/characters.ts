import { defineRule } from "../define";
import { isOpen, judge } from "../support/arn-patterns";

export default defineRule({
  id: "arn-pattern/characters",
  title: "A name has characters that Datadog does not take",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    if (!pattern) return;
    for (const [index, name] of pattern.names.entries()) {
      if (isOpen(name.text) || name.text === "*" || /[*?]/.test(name.text)) continue;
      const allowed =
        pattern.type.text === "user" && index < pattern.names.length - 1
          ? /^[A-Za-z0-9_.@:-]+$/
          : /^[A-Za-z0-9_.@-]+$/;
      if (name.text === "" ? index === pattern.names.length - 1 : allowed.test(name.text)) continue;
      const isSession = pattern.type.text === "assumed-role" && index === 1;
      report(pattern.at(name.text === "" ? { start: name.span.start - 1, end: name.span.end } : name.span), {
        message: `Datadog takes only letters, digits and \`_ . @ -\` in a name, and refuses \`${name.text}\`, although AWS allows more (\`+ = ,\`). ${isSession ? "Write `*` for the session." : "Rename the role or user, or use another identity."}`,
        fixes: [
          isSession
            ? pattern.rewrite("Match any session with `*`", `${pattern.text.slice(0, name.span.start)}*`)
            : undefined,
        ],
      });
    }
  },
});
