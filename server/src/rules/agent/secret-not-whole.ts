import type { Path, ScalarNode } from "../../model/node";
import type { Span } from "../../model/text";
import { defineRule } from "../define";

export default defineRule({
  id: "agent/secret-not-whole",
  title: "`ENC[…]` is only part of a value",
  severity: "error",
  appliesTo: "value",
  check({ scalar, path }, report, { kind, region }) {
    if (kind === "ddconf-config" || typeof scalar.value !== "string" || isPattern(path)) return;
    const complaint = complain(scalar.value);
    if (!complaint) return;
    report(handleSpan(scalar, region.text), {
      message: `${complaint}: write \`ENC[…]\` alone as the value, and put what belongs around it into the secret.`,
    });
  },
});

function complain(value: string): string | undefined {
  const first = value.indexOf("ENC[");
  if (first < 0) return undefined;
  // blanks and tabs around the value are cut off, line ends are not (Agent, comp/core/secrets/utils)
  const trimmed = value.replace(/^[ \t]+|[ \t]+$/g, "");
  if (!value.includes("]", first))
    return "`ENC[` has no closing bracket. The Agent fetches no secret and uses this text as it stands";
  if (!trimmed.startsWith("ENC[") || !trimmed.endsWith("]"))
    return "`ENC[…]` is only part of this value. The Agent fetches a secret only for a whole value and uses this text as it stands";
  if (!/\][^[\]]*ENC\[/.test(trimmed)) return undefined;
  return "There are two `ENC[…]` in this value. The Agent takes all between the first and the last bracket for the name of one secret";
}

/** The text of a regular expression may hold anything. */
function isPattern(path: Path): boolean {
  return path.includes("log_processing_rules") || /(?:pattern|regex)s?$/.test(String(path.at(-1)));
}

/** From `ENC[` to its bracket, where both stand in one line of the source; else the whole value. */
function handleSpan(scalar: ScalarNode, source: string): Span {
  const match = /ENC\[[^\]\r\n]*\]?/.exec(source.slice(scalar.span.start, scalar.span.end));
  if (!match) return scalar.span;
  const start = scalar.span.start + match.index;
  return { start, end: start + match[0].length };
}
