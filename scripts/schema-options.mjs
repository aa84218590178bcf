// Reads options out of our schemas and out of Datadog's, into one form that can be compared.

/** What the templates of integration specs stand for, as far as the database checks use them. */
const TEMPLATES = {
  "init_config/db": [option("global_custom_queries", "array")],
  "init_config/default": [option("service", "string")],
  "init_config/service": [option("service", "string")],
  "instances/db": [
    option("only_custom_queries", "boolean"),
    option("use_global_custom_queries", "string"),
    option("custom_queries", "array"),
  ],
  "instances/default": [
    option("tags", "array"),
    option("service", "string"),
    option("min_collection_interval", "number"),
    option("empty_default_hostname", "boolean"),
    option("disable_generic_tags", "boolean"),
    { name: "metric_patterns", options: [option("include", "array"), option("exclude", "array")] },
  ],
  logs: [],
};

function option(name, type) {
  return { name, value: { type } };
}

/** The options of a parsed file of Datadog's, with the name of the schema that describes the same. */
export function readUpstream(document, readRef = () => undefined) {
  const found = new Map();
  const skipped = [];
  if (Array.isArray(document?.files)) {
    const file = document.files.find(({ options }) =>
      options?.some(({ template }) => template === "instances"),
    );
    if (!file) throw new Error("the spec has no file with instances");
    collectSpec(file.options, "", found, skipped);
    return { schema: file.name.replace(/\.ya?ml$/, ""), options: found, skipped };
  }
  if (!document?.properties) throw new Error("neither an integration's spec nor the Agent's schema");
  collectCore(document, "", found, readRef);
  return { schema: "datadog", options: found, skipped };
}

function collectSpec(options, prefix, found, skipped) {
  for (const entry of options ?? []) {
    if (entry.template) collectTemplate(entry, prefix, found, skipped);
    else collectSpecOption(entry, prefix, found, skipped);
  }
}

function collectTemplate({ template, options }, prefix, found, skipped) {
  if (template === "init_config" || template === "instances")
    collectSpec(options, `${template}.`, found, skipped);
  else if (TEMPLATES[template]) collectSpec(TEMPLATES[template], prefix, found, skipped);
  else skipped.push(template);
}

function collectSpecOption(
  { name, value = {}, options, deprecation, default: given },
  prefix,
  found,
  skipped,
) {
  const path = prefix + name;
  const type = options ? "object" : value.type;
  const fallback = given ?? (value.display_default === undefined ? value.example : value.display_default);
  found.set(path, {
    type,
    ...(isScalar(fallback) && type !== "array" && type !== "object" ? { default: fallback } : {}),
    deprecated: deprecation !== undefined,
  });
  if (options) collectSpec(options, `${path}.`, found, skipped);
  collectSpec((value.properties ?? []).map(asOption), `${path}.`, found, skipped);
  collectSpec((value.items?.properties ?? []).map(asOption), `${path}.`, found, skipped);
}

/** A property of a spec's object value, as if it were an option. Its example is no default. */
function asOption({ name, ...value }) {
  return { name, value: { ...value, display_default: null } };
}

function collectCore(node, prefix, found, readRef) {
  const here = node.$ref ? { ...readRef(node.$ref), ...node } : node;
  for (const [name, child] of Object.entries(here.properties ?? {})) {
    const full = child.$ref ? { ...readRef(child.$ref), ...child } : child;
    const path = prefix + name;
    found.set(path.toLowerCase(), {
      path,
      type: full.type,
      ...(isScalar(full.default) ? { default: full.default } : {}),
      deprecated:
        full.deprecated === true ||
        full.visibility === "deprecated" ||
        /^deprecated\b/i.test(full.comment ?? ""),
    });
    collectCore(full, `${path}.`, found, readRef);
  }
}

/** The options of a schema of ours. `shared` is the parsed `agent-check.schema.json`. */
export function readOurs(schema, shared) {
  const found = new Map();
  const follow = (node) => {
    if (!node?.$ref) return node ?? {};
    const name = node.$ref.replace(/^.*#\/\$defs\//, "");
    const target = node.$ref.startsWith("#") ? schema.$defs[name] : shared.$defs[name];
    return { ...target, ...node, properties: { ...target.properties, ...node.properties } };
  };
  const isCheck = schema.properties.instances !== undefined;
  const collect = (node, prefix) => {
    for (const [name, raw] of Object.entries(follow(node).properties ?? {})) {
      const child = follow(raw);
      const path = prefix + name;
      found.set(isCheck ? path : path.toLowerCase(), {
        path,
        type: child.type,
        ...(child.default === undefined ? {} : { default: child.default }),
        deprecated: child.deprecated === true,
        ours: child["x-undocumented"] === true || child["x-removed"] !== undefined,
      });
      collect(child, `${path}.`);
      if (child.items) collect(child.items, `${path}.`);
    }
  };
  if (!isCheck) collect(schema, "");
  else {
    collect(schema.properties.init_config, "init_config.");
    collect(schema.properties.instances.items, "instances.");
  }
  return found;
}

/** Lines that tell what differs: `new`, `gone` and `changed`, each sorted by path. */
export function compare(ours, theirs) {
  const added = [];
  const gone = [];
  const changed = [];
  for (const [key, their] of theirs) {
    const our = ours.get(key);
    const path = their.path ?? key;
    // a new section says it all
    if (!our) {
      const parent = key.slice(0, key.lastIndexOf("."));
      if (!theirs.has(parent) || ours.has(parent)) added.push(`${path} (${their.type ?? "any"})`);
    } else changed.push(...differences(path, our, their));
  }
  const isOpen = (key) =>
    ![...theirs.keys()].some((other) => other.startsWith(`${key.slice(0, key.lastIndexOf("."))}.`));
  for (const [key, our] of ours)
    if (!theirs.has(key) && !our.ours && !our.deprecated && !(key.includes(".") && isOpen(key)))
      gone.push(our.path ?? key);
  return { added: added.sort(), gone: gone.sort(), changed: changed.sort() };
}

function differences(path, our, their) {
  const found = [];
  const types = [our.type ?? []].flat();
  if (their.type && types.length > 0 && ![their.type].flat().some((type) => types.includes(type)))
    found.push(`${path}: type ${types.join("|")} → ${their.type}`);
  if (their.default !== undefined && our.default !== undefined && !isSame(our.default, their.default))
    found.push(`${path}: default ${JSON.stringify(our.default)} → ${JSON.stringify(their.default)}`);
  if (their.deprecated && !our.deprecated) found.push(`${path}: deprecated`);
  return found;
}

function isSame(a, b) {
  const plain = (value) =>
    String(value)
      .toLowerCase()
      .replace(/(?<=[hm])0m0s$|(?<=[hm])0s$/, "")
      .replace(/(?<=h)0m$/, "");
  return plain(a) === plain(b);
}

function isScalar(value) {
  return ["string", "number", "boolean"].includes(typeof value);
}
