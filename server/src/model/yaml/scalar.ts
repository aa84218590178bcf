import type { ScalarValue } from "../node";

/**
 * Resolves a plain scalar as go-yaml v2, the Agent's reader, does: YAML 1.1 without base-60 numbers and
 * without dates (go-yaml keeps both as strings when it decodes into an untyped value).
 */
export function resolvePlain(text: string): ScalarValue {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  const mayBeNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  return mayBeNumber ? resolveNumber(text) : text;
}

const WORDS = new Map<string, ScalarValue>([
  ...["", "~", "null", "Null", "NULL"].map((word): [string, null] => [word, null]),
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map(
    (word): [string, boolean] => [word, true],
  ),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map(
    (word): [string, boolean] => [word, false],
  ),
  ...[".nan", ".NaN", ".NAN"].map((word): [string, number] => [word, Number.NaN]),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word): [string, number] => [word, Infinity]),
  ...["-.inf", "-.Inf", "-.INF"].map((word): [string, number] => [word, -Infinity]),
]);

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const BASES: readonly [RegExp, number][] = [
  [/^[-+]?0x[0-9a-f]+$/i, 16],
  [/^[-+]?0b[01]+$/i, 2],
  [/^[-+]?0o[0-7]+$/i, 8],
  [/^[-+]?0[0-7]+$/, 8],
];
const LARGEST_UNSIGNED = 2 ** 64;

function resolveNumber(text: string): ScalarValue {
  // go-yaml allows underscores in numbers, unless they start with the decimal point
  const digits = text.startsWith(".") ? text : text.replaceAll("_", "");
  for (const [pattern, base] of BASES) {
    if (!pattern.test(digits)) continue;
    const unsigned = Number.parseInt(digits.replace(/^[-+]/, "").replace(/^0[xbo]/i, ""), base);
    if (unsigned < LARGEST_UNSIGNED) return digits.startsWith("-") ? -unsigned : unsigned;
  }
  if (!FLOAT.test(digits)) return text;
  const value = Number(digits);
  return Number.isFinite(value) ? value : text;
}

/** The value of a scalar with a tag. go-yaml resolves YAML's own types and takes the text for any other tag. */
export function resolveTagged(tag: string, text: string): ScalarValue {
  return RESOLVED_TAGS.has(tag) ? resolvePlain(text) : text;
}

const RESOLVED_TAGS = new Set(["int", "float", "bool", "null"].map((type) => `tag:yaml.org,2002:${type}`));
