import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Span } from "../../server/src/model/text";

/** An example on a rule's page. */
export interface PageExample {
  readonly verdict: "bad" | "good";
  readonly text: string;
  /** Places between ⟦ and ⟧, in the text without the brackets. */
  readonly marks: readonly Span[];
  /** What the first fix must make of it. */
  readonly fixed?: string;
  /** Name of the file that the example is; decides its kind. */
  readonly file: string;
  readonly agentVersion?: string;
  readonly site?: string;
}

const FENCE = /^```(\w+) (bad|good|fixed)([^\n]*)\n(.*?)^```$/gms;

/** Reads the fenced examples of a rule's page. */
export function readExamples(path: string): PageExample[] {
  const examples: PageExample[] = [];
  const folder = basename(dirname(path));
  for (const [, , verdict, info = "", body = ""] of readFileSync(path, "utf8").matchAll(FENCE)) {
    if (verdict === "fixed") {
      const last = examples.at(-1);
      if (last) examples[examples.length - 1] = { ...last, fixed: body };
      continue;
    }
    const { text, marks } = unmark(body);
    const attribute = (name: string) =>
      new RegExp(`\\b${name}=("[^"]*"|\\S+)`).exec(info)?.[1]?.replaceAll('"', "");
    const agentVersion = attribute("agentVersion");
    const site = attribute("site");
    examples.push({
      verdict: verdict as "bad" | "good",
      text,
      marks,
      file: attribute("file") ?? defaultFile(folder),
      ...(agentVersion ? { agentVersion } : {}),
      ...(site ? { site } : {}),
    });
  }
  return examples;
}

function defaultFile(domain: string): string {
  if (domain === "postgres" || domain === "mysql" || domain === "sqlserver")
    return join(`${domain}.d`, "conf.yaml");
  if (domain === "arn-pattern" || domain === "mapping") return "mapping.json";
  if (domain === "iam") return "policy.json";
  return join("datadog-agent", "datadog.yaml");
}

/** Takes the brackets out of a text. The places between them come in the order of findings: start, then end. */
export function unmark(body: string): { text: string; marks: Span[] } {
  const marks: Span[] = [];
  const starts: number[] = [];
  let text = "";
  for (const char of body) {
    if (char === "⟦") starts.push(text.length);
    else if (char === "⟧") marks.push({ start: starts.pop() ?? 0, end: text.length });
    else text += char;
  }
  return { text, marks: marks.sort((a, b) => a.start - b.start || a.end - b.end) };
}
