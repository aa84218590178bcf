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

function resolveNumber(text: string): ScalarValue {
  const digits = text.replaceAll("_", "");
  for (const [pattern, base] of BASES) {
    if (!pattern.test(digits)) continue;
    const unsigned = digits.replace(/^[-+]/, "").replace(/^0[xbo]/i, "");
    return Number.parseInt(unsigned, base) * (digits.startsWith("-") ? -1 : 1);
  }
  return FLOAT.test(digits) ? Number(digits) : text;
}

/** The value of a scalar with an explicit core tag, `undefined` for any other tag. */
export function resolveTagged(tag: string, text: string): ScalarValue | undefined {
  switch (tag) {
    case "tag:yaml.org,2002:str":
    case "!":
      return text;
    case "tag:yaml.org,2002:int":
    case "tag:yaml.org,2002:float":
    case "tag:yaml.org,2002:bool":
    case "tag:yaml.org,2002:null":
      return resolvePlain(text);
    default:
      return undefined;
  }
}
