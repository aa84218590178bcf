import type { DocumentKind } from "../documents/kinds";
import type { ScalarNode } from "../model/node";
import type { JsonType, SchemaNode } from "./schema-types";

type Typed = string | number | boolean;

/** How one of the Agent's readers turns YAML scalars into typed settings. */
export interface Loader {
  /** The scalar (never null) as the first of `types` that it can be had as, or undefined when refused. */
  cast(scalar: ScalarNode, types: readonly JsonType[], schema: SchemaNode): Typed | undefined;
  /** True when a lone string is taken for a list of strings. */
  readonly splitsStrings: boolean;
}

type Casts = Partial<Record<JsonType, (scalar: ScalarNode, schema: SchemaNode) => Typed | undefined>>;

function loader(splitsStrings: boolean, casts: Casts): Loader {
  return {
    splitsStrings,
    cast(scalar, types, schema) {
      for (const type of types) {
        const value = casts[type]?.(scalar, schema);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

/** Go durations: `10s`, `1h30m`, `0`. */
const GO_DURATION = /^[-+]?(?:0|(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;

/**
 * The core Agent (`datadog.yaml`): its configuration library converts between scalars where the value
 * allows it, so `"8126"` is a port and `5` a string; quoted booleans follow Go's ParseBool.
 */
const agentCore = loader(true, {
  string({ value, text }, { format }) {
    if (format === "duration" && typeof value === "string")
      return GO_DURATION.test(value) || /^\d+$/.test(value) ? value : undefined;
    return typeof value === "boolean" ? String(value) : text;
  },
  boolean({ value, text }) {
    if (typeof value === "boolean") return value;
    if (typeof value === "number") return value !== 0;
    if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
    return /^(?:0|f|F|FALSE|false|False|)$/.test(text) ? false : undefined;
  },
  integer(scalar, { format }) {
    const value = coreNumber(scalar, format);
    if (value === undefined) return undefined;
    // a float in the file is cut off, a quoted one is refused
    return typeof scalar.value === "number" ? Math.trunc(value) : Number.isInteger(value) ? value : undefined;
  },
  number: (scalar, { format }) => coreNumber(scalar, format),
});

function coreNumber({ value, text }: ScalarNode, format: SchemaNode["format"]): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (format === "duration" && GO_DURATION.test(text)) return 0;
  return /^\s*$/.test(text) || !Number.isFinite(Number(text)) ? undefined : Number(text);
}

/**
 * The checks' configuration models (pydantic, lax mode): strict about strings, lenient about quoted
 * numbers and booleans.
 */
const checkModel = loader(false, {
  string: ({ value }) => (typeof value === "string" ? value : undefined),
  boolean({ value, text }) {
    if (typeof value === "boolean") return value;
    const word = text.trim().toLowerCase();
    if (/^(?:true|t|yes|y|on|1|1\.0)$/.test(word)) return true;
    return /^(?:false|f|no|n|off|0|0\.0)$/.test(word) ? false : undefined;
  },
  integer(scalar) {
    const value = modelNumber(scalar);
    return value !== undefined && Number.isInteger(value) ? value : undefined;
  },
  number: modelNumber,
});

function modelNumber({ value, text }: ScalarNode): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  const trimmed = text.trim().replaceAll("_", "");
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** `.ddconf.yaml`, ddconf's own reader: `7.70` is a version and not 7.7, a bare `off` is the word. */
const projectFile = loader(true, {
  string: ({ value, text }, schema) => (value === false && schema.enum?.includes("off") ? "off" : text),
});

export function loaderOf(kind: DocumentKind): Loader {
  if (kind === "datadog") return agentCore;
  return kind === "ddconf-config" ? projectFile : checkModel;
}
