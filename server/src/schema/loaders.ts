import type { ScalarNode } from "../model/node";
import type { DocumentKind } from "../documents/kinds";
import type { JsonType, SchemaNode } from "./schema-types";

/** A scalar as the Agent would hold it, or the note that it cannot be had. */
export type Cast = { readonly ok: true; readonly value: string | number | boolean } | { readonly ok: false };

/** How one of the Agent's readers turns YAML scalars into typed settings. */
export interface Loader {
  /** Casts a scalar (never null) to one of the types that the option takes. */
  cast(scalar: ScalarNode, types: readonly JsonType[], schema: SchemaNode): Cast;
  /** True when a lone scalar is taken for a list of strings. */
  readonly splitsStrings: boolean;
}

const REFUSED: Cast = { ok: false };
const ok = (value: string | number | boolean): Cast => ({ ok: true, value });

/** Go durations: `10s`, `1h30m`, `0`. A bare number is taken as nanoseconds. */
const GO_DURATION = /^[-+]?(?:0|(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;

/**
 * The core Agent (`datadog.yaml`): its configuration library converts between scalars where the value
 * allows it, so `"8126"` is a port and `5` a string; quoted booleans follow Go's ParseBool.
 */
const agentCore: Loader = {
  splitsStrings: true,
  cast(scalar, types, schema) {
    const { value, text } = scalar;
    for (const type of types) {
      if (type === "string") {
        if (schema.format === "duration" && typeof value === "string") return GO_DURATION.test(value) || /^\d+$/.test(value) ? ok(value) : REFUSED;
        return ok(typeof value === "boolean" ? String(value) : text);
      }
      if (type === "boolean") {
        if (typeof value === "boolean") return ok(value);
        if (typeof value === "number") return ok(value !== 0);
        if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return ok(true);
        if (/^(?:0|f|F|FALSE|false|False|)$/.test(text)) return ok(false);
      }
      if (type === "integer" || type === "number") {
        if (typeof value === "number") return ok(type === "integer" ? Math.trunc(value) : value);
        if (typeof value === "boolean") return ok(value ? 1 : 0);
        const number = Number(text.trim());
        if (text.trim() !== "" && Number.isFinite(number) && (type === "number" || Number.isInteger(number))) return ok(number);
        if (schema.format === "duration" && GO_DURATION.test(text)) return ok(0);
      }
    }
    return REFUSED;
  },
};

/**
 * The checks' configuration models (pydantic, lax mode): strict about strings, lenient about quoted
 * numbers and booleans.
 */
const checkModel: Loader = {
  splitsStrings: false,
  cast(scalar, types) {
    const { value, text } = scalar;
    for (const type of types) {
      if (type === "string" && typeof value === "string") return ok(value);
      if (type === "boolean") {
        if (typeof value === "boolean") return ok(value);
        const word = text.trim().toLowerCase();
        if (/^(?:true|t|yes|y|on|1|1\.0)$/.test(word)) return ok(true);
        if (/^(?:false|f|no|n|off|0|0\.0)$/.test(word)) return ok(false);
      }
      if (type === "integer" || type === "number") {
        const number = typeof value === "number" ? value : typeof value === "boolean" ? Number(value) : numberOf(text);
        if (number !== undefined && (type === "number" || Number.isInteger(number))) return ok(number);
      }
    }
    return REFUSED;
  },
};

function numberOf(text: string): number | undefined {
  const trimmed = text.trim().replaceAll("_", "");
  if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(trimmed)) return undefined;
  return Number(trimmed);
}

/** `.ddconf.yaml`, ddconf's own reader: `7.70` is a version and not 7.7, a bare `off` is the word. */
const projectFile: Loader = {
  splitsStrings: true,
  cast(scalar, types, schema) {
    if (!types.includes("string")) return REFUSED;
    if (scalar.value === false && schema.enum?.includes("off")) return ok("off");
    return ok(scalar.text);
  },
};

export function loaderOf(kind: DocumentKind): Loader {
  if (kind === "datadog") return agentCore;
  return kind === "ddconf-config" ? projectFile : checkModel;
}
