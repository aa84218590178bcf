// Compares a schema of ours with a file of Datadog's and lists options that are new, gone or changed.
// `npm run schemas:diff -- <file> [--schema <name>]`; the file is an integration's `spec.yaml` or the
// Agent's `core_schema.yaml`. Ends with 1 when there are differences, like diff.

import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { compare, readOurs, readUpstream } from "./schema-options.mjs";

const SCHEMAS = new URL("../schemas/", import.meta.url);

function main(args) {
  const at = args.indexOf("--schema");
  const named = at < 0 ? undefined : args[at + 1];
  const [path] = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  if (!path) {
    console.error("usage: npm run schemas:diff -- <spec.yaml|core_schema.yaml> [--schema <name>]");
    return 2;
  }
  const read = (file) => parse(readFileSync(file, "utf8"), { maxAliasCount: -1 });
  const upstream = readUpstream(read(path), (ref) =>
    read(join(dirname(resolve(path)), ref.replace(/#.*/, ""))),
  );
  const load = (name) => JSON.parse(readFileSync(new URL(`${name}.schema.json`, SCHEMAS), "utf8"));
  const schema = named ?? upstream.schema;
  const { added, gone, changed } = compare(readOurs(load(schema), load("agent-check")), upstream.options);
  for (const [title, lines] of Object.entries({ new: added, gone, changed }))
    if (lines.length > 0)
      console.log(`${title} (${lines.length})\n${lines.map((line) => `  ${line}`).join("\n")}`);
  if (upstream.skipped.length > 0) console.log(`templates not compared: ${upstream.skipped.join(", ")}`);
  const total = added.length + gone.length + changed.length;
  console.log(`${schema}: ${total === 0 ? "no differences" : `${total} differences`}`);
  return total === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
