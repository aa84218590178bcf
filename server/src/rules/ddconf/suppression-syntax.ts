import { defineRule, type Fix } from "../define";
import type { Suppression } from "../suppressions";

export default defineRule({
  id: "ddconf/suppression-syntax",
  title: "A suppression comment is not understood",
  severity: "warning",
  appliesTo: "suppression",
  check({ suppression }, report, { region }) {
    const written = region.text.slice(suppression.span.start, suppression.span.end);
    const fault = faultOf(suppression, written);
    if (!fault) return;
    report(suppression.span, {
      message: `${fault.message} Write \`# ddconf: ignore[rule-id] reason\`, or \`# ddconf: off\` and \`# ddconf: on\`.`,
      fixes: [fault.fix],
    });
  },
});

interface Fault {
  readonly message: string;
  readonly fix?: Fix;
}

function faultOf(suppression: Suppression, written: string): Fault | undefined {
  const { instruction, word } = suppression;
  if (instruction === "unknown") {
    return word === ""
      ? { message: "This comment gives ddconf no instruction, so nothing is hidden." }
      : { message: `\`${word}\` is no instruction of ddconf, so nothing is hidden.` };
  }
  const rest = /ddconf:[ \t]*[A-Za-z-]+[ \t]*(.*)$/.exec(written)?.[1] ?? "";
  if (instruction !== "ignore") {
    if (!rest.startsWith("[")) return undefined;
    return {
      message: `\`${instruction}\` takes no rule ids, so the brackets have no effect: it switches every rule ${instruction}.`,
    };
  }
  if (rest.startsWith("[")) return faultInBrackets(suppression, rest);
  const ids = /^(?:[a-z]+(?:-[a-z]+)*\/[a-z-]+(?:,[ \t]*|[ \t]+|$))+/.exec(rest)?.[0].trimEnd();
  if (!ids) return undefined;
  const start = suppression.span.end - rest.length;
  const span = { start, end: start + ids.length };
  const list = ids.split(/[,\s]+/).filter((id) => id !== "");
  return {
    message: "Rule ids belong in brackets; as it stands, the comment ignores every rule.",
    fix: {
      title: "Put the rule ids in brackets",
      edits: [
        { span: { start: behindWord(suppression, written), end: span.end }, newText: `[${list.join(", ")}]` },
      ],
      safe: false,
    },
  };
}

function faultInBrackets({ rules, span }: Suppression, rest: string): Fault | undefined {
  if (!rest.includes("]")) {
    const end = rules.at(-1)?.span.end;
    const fix: Fix | undefined =
      end === undefined || end !== span.end
        ? undefined
        : {
            title: "Close the bracket",
            edits: [{ span: { start: end, end }, newText: "]" }],
            safe: false,
          };
    return { message: "The bracket round the rule ids is not closed.", ...(fix ? { fix } : {}) };
  }
  if (rules.length > 0) return undefined;
  return { message: "The brackets are empty; as it stands, the comment ignores every rule." };
}

function behindWord({ span }: Suppression, written: string): number {
  return span.start + (/^#[ \t]*ddconf:[ \t]*[A-Za-z-]+/.exec(written)?.[0].length ?? 0);
}
