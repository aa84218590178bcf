import type { ScalarNode } from "../../model/node";
import type { Report } from "../define";
import { writeFix } from "./fixes";

/** A word that the check compares in Python, where any other type stops the instance before that. */
export interface WordFault {
  readonly name: string;
  readonly scalar: ScalarNode;
  readonly known: readonly string[];
  readonly meant: string | undefined;
  /** What the check does with a word that it does not know; completes “…, so ”. */
  readonly effect: string;
}

/** Says that a value is none of the words that an option takes. */
export function wordReport({ name, scalar, known, meant, effect }: WordFault): Report {
  const list = known.map((word) => `\`${word}\``).join(", ");
  const advice = meant === undefined ? `Write one of ${list}.` : `Did you mean \`${meant}\`?`;
  const fixes = [meant === undefined ? undefined : writeFix(scalar, meant)];
  if (typeof scalar.value !== "string")
    return {
      severity: "error",
      message: `\`${name}\` takes a word, and this is a ${typeof scalar.value}: the check refuses the instance. ${advice}`,
      fixes,
    };
  return { message: `\`${scalar.text}\` is no ${name} that the check knows, so ${effect}. ${advice}`, fixes };
}
