import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Span } from "../../server/src/model/text";

/** A file of an example. */
export interface ExampleFile {
  /** Name of the file; decides its kind. */
  readonly file: string;
  readonly text: string;
  /** Places between ⟦ and ⟧, in the text without the brackets. */
  readonly marks: readonly Span[];
}

/** An example on a rule's page: one block, or all blocks of the same `case`, which are one workspace. */
export interface PageExample {
  readonly verdict: "bad" | "good";
  readonly files: readonly ExampleFile[];
  /** What the first fix must make of the file; only for examples of one file. */
  readonly fixed?: string;
  readonly agentVersion?: string;
  readonly site?: string;
}

const FENCE = /^```(\w+) (bad|good|fixed)([^\n]*)\n(.*?)^```$/gms;

/** Reads the fenced examples of a rule's page. */
export function readExamples(path: string): PageExample[] {
  const examples: PageExample[] = [];
  const cases = new Map<string, number>();
  const folder = basename(dirname(path));
  for (const [, , verdict, info = "", body = ""] of readFileSync(path, "utf8").matchAll(FENCE)) {
    const last = examples.at(-1);
    if (verdict === "fixed") {
      if (last) examples[examples.length - 1] = { ...last, fixed: body };
      continue;
    }
    const example = readExample(verdict as "bad" | "good", info, body, folder);
    const name = attribute(info, "case");
    const at = (name === undefined ? undefined : cases.get(name)) ?? examples.length;
    if (name !== undefined) cases.set(name, at);
    examples[at] = joined(examples[at], example, path);
  }
  return examples;
}

function readExample(
  verdict: PageExample["verdict"],
  info: string,
  body: string,
  folder: string,
): PageExample {
  const agentVersion = attribute(info, "agentVersion");
  const site = attribute(info, "site");
  return {
    verdict,
    files: [{ ...unmark(body), file: attribute(info, "file") ?? defaultFile(folder) }],
    ...(agentVersion ? { agentVersion } : {}),
    ...(site ? { site } : {}),
  };
}

function joined(first: PageExample | undefined, next: PageExample, path: string): PageExample {
  if (!first) return next;
  if (first.verdict !== next.verdict) throw new Error(`${path}: the blocks of a case disagree`);
  return { ...first, files: [...first.files, ...next.files] };
}

function attribute(info: string, name: string): string | undefined {
  return new RegExp(`\\b${name}=("[^"]*"|\\S+)`).exec(info)?.[1]?.replaceAll('"', "");
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
