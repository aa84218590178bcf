import type { Span } from "../text";

/** One colon-separated part of an ARN; its span counts from the start of the ARN. */
export interface ArnPart {
  readonly text: string;
  readonly span: Span;
}

/** `arn:partition:service:region:account:resource`. The resource keeps its own colons and slashes. */
export interface Arn {
  readonly partition: ArnPart;
  readonly service: ArnPart;
  readonly region: ArnPart;
  readonly account: ArnPart;
  readonly resource: ArnPart;
}

/**
 * Splits an ARN. `${…}` counts as text, so that Terraform's and IAM's variables may hold colons.
 *
 * @returns undefined when the text does not begin with `arn:` or has fewer than six parts
 */
export function parseArn(text: string): Arn | undefined {
  const parts: ArnPart[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length && parts.length < 5; at++) {
    if (text.startsWith("${", at)) depth++;
    else if (text[at] === "}" && depth > 0) depth--;
    else if (text[at] === ":" && depth === 0) {
      parts.push({ text: text.slice(start, at), span: { start, end: at } });
      start = at + 1;
    }
  }
  const [prefix, partition, service, region, account] = parts;
  if (prefix?.text !== "arn" || !partition || !service || !region || !account) return undefined;
  return {
    partition,
    service,
    region,
    account,
    resource: { text: text.slice(start), span: { start, end: text.length } },
  };
}

/** AWS account ids: twelve digits, leading zeros included. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}
