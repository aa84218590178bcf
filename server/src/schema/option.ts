import type { Deprecation, JsonType, SchemaNode } from "./schema-types";

/**
 * One option as the schemas describe it, with `$ref`s followed. Children are worked out when asked for, so
 * a catalogue of two thousand options costs nothing until a file uses them.
 */
export class Option {
  readonly #schemas: SchemaResolver;
  readonly #node: SchemaNode;
  readonly #merged: SchemaNode;
  #children: ReadonlyMap<string, Option> | undefined;
  #items: Option | undefined;

  constructor(
    node: SchemaNode,
    schemas: SchemaResolver,
    /** Path of keys from the root of the file; list items add nothing to it. */
    readonly path: readonly string[],
    readonly parent: Option | undefined,
  ) {
    this.#node = node;
    this.#schemas = schemas;
    this.#merged = node.$ref ? { ...schemas.follow(node.$ref), ...node } : node;
  }

  get name(): string {
    return this.path.at(-1) ?? "";
  }

  get schema(): SchemaNode {
    return this.#merged;
  }

  get types(): readonly JsonType[] {
    const type = this.#merged.type;
    return type === undefined ? [] : typeof type === "string" ? [type] : type;
  }

  /** True where a mapping may stand. */
  get isSection(): boolean {
    return this.types.length === 0 || this.types.includes("object");
  }

  get deprecation(): Deprecation | undefined {
    return this.#merged["x-deprecated"] ?? (this.#merged.deprecated ? {} : undefined);
  }

  get documented(): boolean {
    return this.#merged["x-undocumented"] !== true && this.#merged["x-hidden"] !== true;
  }

  /** True for a map whose keys are the user's own (labels, endpoints), and for values of any shape. */
  get freeForm(): boolean {
    const { additionalProperties: more, type } = this.#merged;
    if (type === undefined) return true;
    return (
      more === true ||
      typeof more === "object" ||
      (this.children.size === 0 && more !== false && this.types.includes("object"))
    );
  }

  /** Options below this one by name, documented ones first. */
  get children(): ReadonlyMap<string, Option> {
    this.#children ??= this.#readChildren();
    return this.#children;
  }

  #readChildren(): ReadonlyMap<string, Option> {
    const referred = this.#node.$ref ? this.#schemas.follow(this.#node.$ref).properties : undefined;
    const properties = { ...referred, ...this.#node.properties };
    const options = Object.entries(properties).map(([name, node]) => this.#child(name, node));
    options.sort((a, b) => Number(b.documented) - Number(a.documented));
    return new Map(options.map((option) => [option.name, option]));
  }

  /** True in datadog.yaml, whose reader folds the case of keys. */
  get #ignoresCase(): boolean {
    return this.parent ? this.parent.#ignoresCase : this.#merged["x-keys-ignore-case"] === true;
  }

  /** The option for a key below this one; for the user's own keys of a free-form map, the map's value type. */
  child(name: string): Option | undefined {
    const known = this.children.get(name) ?? (this.#ignoresCase ? this.#childIgnoringCase(name) : undefined);
    if (known) return known;
    const more = this.#merged.additionalProperties;
    return typeof more === "object" ? this.#child(name, more) : undefined;
  }

  #childIgnoringCase(name: string): Option | undefined {
    const wanted = name.toLowerCase();
    for (const [known, option] of this.children) if (known.toLowerCase() === wanted) return option;
    return undefined;
  }

  #child(name: string, node: SchemaNode): Option {
    return new Option(node, this.#schemas, [...this.path, name], this);
  }

  /** What the items of a list are; undefined when nothing is known about them. */
  get items(): Option | undefined {
    if (!this.#items && this.#merged.items)
      this.#items = new Option(this.#merged.items, this.#schemas, this.path, this);
    return this.#items;
  }
}

/** Finds what a `$ref` points at, across the schema files. */
export interface SchemaResolver {
  follow(ref: string): SchemaNode;
}
