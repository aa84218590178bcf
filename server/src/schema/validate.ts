import type { SchemaKind } from "../documents/kinds";
import datadog from "../generated/datadog";
import ddconfConfig from "../generated/ddconf-config";
import mysql from "../generated/mysql";
import postgres from "../generated/postgres";
import sqlserver from "../generated/sqlserver";
import { effectiveEntries, entryOf, type Node, nodeAt, type Path, resolve, scalarOf } from "../model/node";
import { isUnknowable } from "../model/placeholder";
import { optionAt } from "./catalogue";
import { loadAsAgent } from "./load";
import type { Option } from "./option";

/** A precompiled validator: returns whether the value fits and leaves the errors on itself. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidatorError[] | null;
}

interface ValidatorError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const VALIDATORS: Readonly<Record<SchemaKind, Validator>> = {
  datadog,
  postgres,
  mysql,
  sqlserver,
  "ddconf-config": ddconfConfig,
};

export type MismatchKind = "type" | "enum" | "range" | "format" | "required";

/** A value that does not fit its option after the Agent has read it. */
export interface Mismatch {
  readonly kind: MismatchKind;
  readonly path: Path;
  readonly node: Node;
  readonly option: Option;
  /** For `required`: the key that is missing. */
  readonly missing?: string;
  /** The reader takes the value, but hardly as its author meant it. */
  readonly doubtful?: boolean;
}

/**
 * Holds a file against its schema, as the Agent would see its values: quoted numbers are numbers, values
 * that are not known yet (placeholders, secrets) and unknown keys are left out.
 */
export function findMismatches(kind: SchemaKind, root: Node, options: Option): readonly Mismatch[] {
  const loaded = loadAsAgent(root, options, kind);
  const validate = VALIDATORS[kind];
  if (validate(loaded.value)) return loaded.mismatches;
  const found = [...loaded.mismatches];
  const seen = new Set(found.map((mismatch) => mismatch.node));
  for (const error of validate.errors ?? []) {
    const mismatch = explain(error, root, options);
    if (!mismatch || (seen.has(mismatch.node) && mismatch.kind !== "required")) continue;
    seen.add(mismatch.node);
    found.push(mismatch);
  }
  return found;
}

const KEYWORDS: Readonly<Record<string, MismatchKind>> = {
  type: "type",
  enum: "enum",
  minimum: "range",
  maximum: "range",
  exclusiveMinimum: "range",
  maxLength: "format",
  pattern: "format",
  required: "required",
};

function explain(error: ValidatorError, root: Node, options: Option): Mismatch | undefined {
  const kind = KEYWORDS[error.keyword];
  const path = pathOf(error.instancePath, root);
  const node = nodeAt(root, path);
  const option = optionAt(options, path);
  if (!kind || !node || !option) return undefined;
  const scalar = scalarOf(node);
  if (scalar && isUnknowable(scalar)) return undefined;
  const missing = error.params.missingProperty;
  if (
    typeof missing === "string" &&
    scalarOf(entryOf(node, missing)?.value)?.value !== null &&
    entryOf(node, missing)
  )
    return undefined;
  return { kind, path, node, option, ...(typeof missing === "string" ? { missing } : {}) };
}

/**
 * JSON pointer to path. The validator saw canonical names; the tree may spell a key in another case. A step
 * is an index only where the tree has a list.
 */
function pathOf(pointer: string, root: Node): Path {
  const path: (string | number)[] = [];
  let node: Node | undefined = root;
  for (const raw of pointer.split("/").slice(1)) {
    const step = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    const target: ReturnType<typeof resolve> = resolve(node);
    path.push(target?.kind === "seq" ? Number(step) : spelling(target, step));
    node = nodeAt(node, path.slice(-1));
  }
  return path;
}

function spelling(map: ReturnType<typeof resolve>, name: string): string {
  if (map?.kind !== "map" || entryOf(map, name)) return name;
  return effectiveEntries(map).find((entry) => entry.name.toLowerCase() === name.toLowerCase())?.name ?? name;
}
