import type { ScalarNode } from "./node";

/** Stands in for template text that was masked out before parsing; see `maskTemplates`. */
export const MASK = "\uE000";

/**
 * What keeps a value from being known before the Agent runs.
 * - `autodiscovery`: `%%host%%`, filled in when a container is found
 * - `secret`: `ENC[…]` as the whole value, fetched from the secret backend
 * - `variable`: `${VAR}` or `$VAR`, which the Agent leaves as it is
 * - `fill-in`: `<YOUR_HOST>`, `CHANGEME`, `XXXX`: a spot somebody was to fill in
 * - `template`: Go, Jinja or ERB source
 */
export type PlaceholderKind = "autodiscovery" | "secret" | "variable" | "fill-in" | "template";

export interface Placeholder {
  readonly kind: PlaceholderKind;
  /** The part of the text that is the placeholder. */
  readonly text: string;
}

const TEMPLATE = /\{\{.*?\}\}|\{%.*?%\}|<%.*?%>/s;
// what stands between the brackets may hold brackets and blanks of its own
const SECRET = /^[ \t]*ENC\[.*\][ \t]*$/s;
const AUTODISCOVERY = /%%[A-Za-z_][\w.-]*%%/;
const BRACED_VARIABLE = /\$\{[A-Za-z_][A-Za-z0-9_]*(?::?[-=?+][^}]*)?\}/;
const BARE_VARIABLE = /^\$[A-Z_][A-Z0-9_]{2,}$/;
const SHOUTED_FILL_IN = /(?<![?P(\\])<{1,3}(?:[A-Z][A-Z0-9]*(?:[ _.:/-][A-Z0-9]+)*)>{1,3}/;
const SPOKEN_FILL_IN = /^<{1,3}\p{L}[\p{L}\p{N} _.'-]{1,60}>{1,3}$/u;
const FILLER =
  /^(?:x{6,}|\*{4,}|change[-_ ]?me|replace[-_ ]?me|todo|tbd|(?:your|insert)[-_ ](?:\w+[-_ ])*(?:api|app|secret|password|passwd|key|token|uuid|id|host|user(?:name)?)(?:[-_ ]here)?)$/i;

/** The first placeholder in a text, or undefined when the text is a plain value. */
export function placeholderIn(text: string): Placeholder | undefined {
  if (text.includes(MASK)) return { kind: "template", text };
  return (
    found("template", TEMPLATE, text) ??
    found("secret", SECRET, text) ??
    found("autodiscovery", AUTODISCOVERY, text) ??
    found("variable", BRACED_VARIABLE, text) ??
    found("variable", BARE_VARIABLE, text) ??
    found("fill-in", SHOUTED_FILL_IN, text) ??
    found("fill-in", SPOKEN_FILL_IN, text) ??
    found("fill-in", FILLER, text)
  );
}

function found(kind: PlaceholderKind, pattern: RegExp, text: string): Placeholder | undefined {
  const match = pattern.exec(text);
  return match ? { kind, text: match[0] } : undefined;
}

/** True when the scalar's final value cannot be known here, so that no type or format rule may judge it. */
export function isUnknowable(scalar: ScalarNode): boolean {
  return typeof scalar.value === "string" && placeholderIn(scalar.value) !== undefined;
}
