import type { Span } from "../text";

/**
 * What stands behind a `${` in a policy.
 * - `variable`: one that AWS fills in, `${aws:username}`
 * - `literal`: `${*}`, `${?}`, `${$}`
 * - `template`: one that Terraform, CloudFormation or a shell fills in before AWS sees the policy
 * - the others: a variable that AWS cannot read
 */
export type VariableKind = "variable" | "literal" | "template" | "no-brace" | "no-quote" | "space" | "empty";

export interface PolicyVariable {
  readonly kind: VariableKind;
  readonly text: string;
  /** Counted from the start of the text. */
  readonly span: Span;
}

/** A condition key: a prefix with a single colon behind it, which `AWS::Region` and `var.region` have not. */
const KEY = /^\s*([A-Za-z][A-Za-z0-9.-]*)\s*:\s*[A-Za-z]/;

/** Prefixes of the Serverless Framework's variables, and the two of its `aws:` ones. */
const SERVERLESS =
  /^\s*(?:(?:self|opt|env|file|ssm|cf|sls|param|output|stage|custom):|aws:(?:accountId|region)\b)/;

/** The `${…}` in a text, in order. */
export function variablesIn(text: string): readonly PolicyVariable[] {
  if (!text.includes("${")) return [];
  const found: PolicyVariable[] = [];
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
    const close = text.indexOf("}", at);
    const next = text.indexOf("${", at + 2);
    // up to the next path separator where the brace is missing
    const open = close < 0 || (next >= 0 && next < close && isKey(text.slice(at + 2)));
    const end = open ? endOfName(text, at + 2) : close + 1;
    const content = text.slice(at + 2, open ? end : close);
    found.push({ kind: kindOf(content, open), text: text.slice(at, end), span: { start: at, end } });
  }
  return found;
}

function isKey(content: string): boolean {
  return KEY.test(content) && !SERVERLESS.test(content);
}

function endOfName(text: string, from: number): number {
  const length = /^[\w.:-]*/.exec(text.slice(from))?.[0].length ?? 0;
  return from + length;
}

function kindOf(content: string, open: boolean): VariableKind {
  if (!open && content.trim() === "") return "empty";
  if (content === "*" || content === "?" || content === "$") return "literal";
  if (!isKey(content)) return "template";
  if (open) return "no-brace";
  const comma = content.indexOf(",");
  const key = comma < 0 ? content : content.slice(0, comma);
  if (/\s/.test(key)) return "space";
  return comma < 0 || /^\s*'[^']*'\s*$/.test(content.slice(comma + 1)) ? "variable" : "no-quote";
}
