import type { DocumentKind } from "../documents/kinds";
import type { Path, ScalarNode } from "../model/node";
import { goDuration } from "./duration";
import type { JsonType, SchemaNode } from "./schema-types";

type Typed = string | number | boolean;

/** How one of the Agent's readers turns YAML scalars into typed settings. */
export interface Loader {
  /** The scalar (never null) as the first of `types` that it can be had as, or undefined when refused. */
  cast(scalar: ScalarNode, types: readonly JsonType[], schema: SchemaNode): Typed | undefined;
  /** True when a lone string is taken for a list of strings. */
  readonly splitsStrings: boolean;
  /** What is amiss with a value that the reader takes, but hardly as its author meant it. */
  doubt(
    scalar: ScalarNode,
    types: readonly JsonType[],
    schema: SchemaNode,
  ): "type" | "format" | "range" | undefined;
}

type Casts = Partial<Record<JsonType, (scalar: ScalarNode, schema: SchemaNode) => Typed | undefined>>;

function loader(splitsStrings: boolean, casts: Casts, doubt: Loader["doubt"] = () => undefined): Loader {
  return {
    splitsStrings,
    doubt,
    cast(scalar, types, schema) {
      for (const type of types) {
        const value = casts[type]?.(scalar, schema);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

/** An address with the length of its network part, as Go's ParseCIDR takes it. */
const CIDR = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!\/)|(?=\/))){4}\/(?:3[0-2]|[12]?\d)$/;
const CIDR6 = /^[0-9a-f]*(?::[0-9a-f]*){2,7}\/(?:12[0-8]|1[01]\d|\d?\d)$/i;

/**
 * The core Agent (`datadog.yaml`): its configuration library converts between scalars where the value
 * allows it, so `"8126"` is a port and `5` a string; quoted booleans follow Go's ParseBool.
 */
const agentCore = loader(
  true,
  {
    string({ value, text }, { format }) {
      if (format === "duration" && typeof value === "string")
        return goDuration(value) !== undefined || /^\d+$/.test(value) ? value : undefined;
      if (format === "cidr") return CIDR.test(text) || CIDR6.test(text) ? text : undefined;
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
      return typeof scalar.value === "number"
        ? Math.trunc(value)
        : Number.isInteger(value)
          ? value
          : undefined;
    },
    number: (scalar, { format }) => coreNumber(scalar, format),
  },
  coreDoubt,
);

/** A bare number where a duration is read counts nanoseconds. Ones this large may be meant so. */
const MEANT_AS_NANOSECONDS = 1e6;

function coreDoubt(
  { text }: ScalarNode,
  types: readonly JsonType[],
  schema: SchemaNode,
): ReturnType<Loader["doubt"]> {
  // a lone string becomes a list at its blanks; a comma is just another character
  if (types.includes("array")) return /[^\s,],/.test(text) && !/[[{(]/.test(text) ? "type" : undefined;
  if (schema.format !== "duration") return undefined;
  const number = /^\d+$/.test(text) ? Number(text) : undefined;
  if (number !== undefined) return number > 0 && number < MEANT_AS_NANOSECONDS ? "format" : undefined;
  const least = goDuration(schema["x-minimum-duration"] ?? "");
  const seconds = goDuration(text);
  return least !== undefined && seconds !== undefined && seconds < least ? "range" : undefined;
}

function coreNumber({ value, text }: ScalarNode, format: SchemaNode["format"]): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (format === "duration" && goDuration(text) !== undefined) return 0;
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

/**
 * What the Agent itself reads of a check's file (`logs`, `ad_identifiers`, `cluster_check` …): go-yaml into
 * typed fields. Any scalar is text; quotes around a number or a boolean are an error.
 */
const agentFields = loader(false, {
  string: ({ text }) => text,
  boolean: ({ value }) => (typeof value === "boolean" ? value : undefined),
  integer: ({ value }) => (typeof value === "number" && Number.isInteger(value) ? value : undefined),
  number: ({ value }) => (typeof value === "number" ? value : undefined),
});

/** `.ddconf.yaml`, ddconf's own reader: `7.70` is a version and not 7.7, a bare `off` is the word. */
const projectFile = loader(true, {
  string: ({ value, text }, schema) => (value === false && schema.enum?.includes("off") ? "off" : text),
});

/** The reader of what stands at a path of a file. */
export function loaderOf(kind: DocumentKind, path: Path): Loader {
  if (kind === "datadog") return agentCore;
  if (kind === "ddconf-config") return projectFile;
  return path[0] === "instances" || path[0] === "init_config" ? checkModel : agentFields;
}
