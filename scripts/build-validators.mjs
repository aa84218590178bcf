// Turns the schemas into validator modules, so that no schema is compiled (and no `new Function` runs) later.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import Ajv from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";

const KINDS = ["datadog", "postgres", "mysql", "sqlserver", "ddconf-config"];
const OUT = new URL("../server/src/generated/", import.meta.url);
const KEPT = new Set(
  "$id $ref $defs type enum pattern minimum exclusiveMinimum maximum maxLength required items properties additionalProperties".split(
    " ",
  ),
);

/**
 * Leaves only what the validators judge. Unknown keys are none of their business (the catalogue knows them
 * better), formats are checked while values are read as the Agent reads them, and the null of an optional
 * section never reaches them.
 */
function strip(schema) {
  const out = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!KEPT.has(key)) continue;
    if (key === "properties" || key === "$defs") {
      out[key] = Object.fromEntries(Object.entries(value).map(([name, child]) => [name, strip(child)]));
    } else if (key === "additionalProperties") {
      if (typeof value === "object") out[key] = strip(value);
    } else {
      out[key] = key === "items" ? strip(value) : value;
    }
  }
  return out;
}

/** Gives every section of the root a function of its own: V8 compiles only those that a file uses. */
function splitSections(schema) {
  const defs = { ...schema.$defs };
  const properties = {};
  for (const [name, node] of Object.entries(schema.properties)) {
    if (!node.properties) properties[name] = node;
    else {
      defs[`section_${name}`] = node;
      properties[name] = { $ref: `#/$defs/section_${name}` };
    }
  }
  return { ...schema, properties, $defs: defs };
}

const read = (name) =>
  strip(JSON.parse(readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), "utf8")));
const pointAtUrn = (schema) =>
  JSON.parse(JSON.stringify(schema).replaceAll("agent-check.schema.json#", "urn:ddconf:schema:agent-check#"));

/**
 * Drops what ddconf never reads from the validators' errors (it explains a mismatch from the option itself),
 * which halves them: their size is paid at every start.
 */
function compact(code) {
  const smaller = code
    .replace(/schemaPath:"[^"]*",/g, "")
    .replace(/params:\{(?!missingProperty)[^}]*\}/g, "params:NONE")
    .replace(
      /const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;?/g,
      "const $1 = (text) => [...text].length;",
    );
  return `const NONE = {};${smaller}`;
}

mkdirSync(OUT, { recursive: true });
const shared = read("agent-check");
for (const kind of KINDS) {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    messages: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: false },
  });
  ajv.addSchema(shared);
  const validate = ajv.compile(splitSections(pointAtUrn(read(kind))));
  const code = compact(standaloneCode(ajv, validate));
  if (code.includes("require("))
    throw new Error(`${kind}: the validator needs ${/require\([^)]*\)/.exec(code)?.[0]} at run time`);
  writeFileSync(new URL(`${kind}.js`, OUT), code);
  writeFileSync(
    new URL(`${kind}.d.ts`, OUT),
    `import type { Validator } from "../schema/validate";\ndeclare const validate: Validator;\nexport default validate;\n`,
  );
}

// Names that give away a datadog.yaml: the Agent's top-level options, and old ones that people still write.
const OLD_NAMES = ["apm_enabled", "process_agent_enabled", "system_probe_enabled", "snmp_traps_enabled"];
const agentKeys = [
  ...Object.keys(
    JSON.parse(readFileSync(new URL("../schemas/datadog.schema.json", import.meta.url), "utf8")).properties,
  ),
  ...OLD_NAMES,
];
const distinctive = agentKeys.filter(
  (name) => name.includes("_") || ["sbom", "otelcollector", "synthetics", "listeners"].includes(name),
);
writeFileSync(
  new URL("agent-keys.js", OUT),
  `export const AGENT_KEYS = new Set(${JSON.stringify(distinctive.map((name) => name.toLowerCase()))});\n`,
);
writeFileSync(
  new URL("agent-keys.d.ts", OUT),
  "/** Top-level options of datadog.yaml that hardly any other tool has, in lower case. */\nexport declare const AGENT_KEYS: ReadonlySet<string>;\n",
);
