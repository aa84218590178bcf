/** The parts of JSON Schema 2020-12 that the files under `schemas/` use, and ddconf's own keywords (`x-…`). */
export interface SchemaNode {
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly title?: string;
  readonly type?: JsonType | readonly JsonType[];
  /** `duration` is a Go duration (`10s`), `cidr` a network address. */
  readonly format?: "duration" | "cidr";
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly unevaluatedProperties?: boolean;
  /** Environment variables that set the option. When absent: `DD_` and the path in capitals. */
  readonly "x-env"?: readonly string[];
  /** First Agent version that knows the option. */
  readonly "x-since"?: string;
  readonly "x-deprecated"?: Deprecation;
  readonly "x-removed"?: { readonly since?: string; readonly use?: string; readonly note?: string };
  readonly "x-docs"?: string;
  /** The Agent reads it, Datadog's documentation does not mention it. */
  readonly "x-undocumented"?: boolean;
  /** Left out of the example files on purpose. */
  readonly "x-hidden"?: boolean;
  /** What the values of `enum` mean, by their text. */
  readonly "x-values"?: Readonly<Record<string, string>>;
  readonly "x-secret"?: boolean;
  /** Written by Datadog's Remote Configuration, not by people. */
  readonly "x-managed"?: boolean;
  /** The rule that judges the value; the general type, enum and range rules then leave it alone. */
  readonly "x-checked-by"?: string;
  /** The rule that says what Agents before `x-since` do; the general rule then leaves the option alone. */
  readonly "x-since-checked-by"?: string;
  /** On the root: the reader folds the case of keys. */
  readonly "x-keys-ignore-case"?: boolean;
  readonly "x-default-by-os"?: Readonly<Record<string, unknown>>;
  readonly "x-minimum-duration"?: string;
}

export type JsonType = "string" | "integer" | "number" | "boolean" | "array" | "object" | "null";

export interface Deprecation {
  readonly since?: string;
  /** Path of the option to write instead, from the root of the same section (file, `init_config` or instance). */
  readonly use?: string;
  readonly note?: string;
  /** The new option takes another kind of value, so renaming the key is not enough. */
  readonly valueChanges?: boolean;
  /** Both names are read alike, for good and without a warning. */
  readonly alias?: boolean;
}
