import agentCheckText from "../../../schemas/agent-check.schema.json" with { type: "text" };
import datadogText from "../../../schemas/datadog.schema.json" with { type: "text" };
import ddconfConfigText from "../../../schemas/ddconf-config.schema.json" with { type: "text" };
import mysqlText from "../../../schemas/mysql.schema.json" with { type: "text" };
import postgresText from "../../../schemas/postgres.schema.json" with { type: "text" };
import sqlserverText from "../../../schemas/sqlserver.schema.json" with { type: "text" };
import type { SchemaKind } from "../documents/kinds";
import type { Path } from "../model/node";
import { Option } from "./option";
import type { SchemaNode } from "./schema-types";

const TEXTS: Readonly<Record<SchemaKind, string>> = {
  datadog: datadogText,
  postgres: postgresText,
  mysql: mysqlText,
  sqlserver: sqlserverText,
  "ddconf-config": ddconfConfigText,
};

const roots = new Map<SchemaKind, Option>();

/** The option tree of a kind of file; its root stands for the whole file. Read once, when first asked for. */
export function optionsOf(kind: SchemaKind): Option {
  let root = roots.get(kind);
  if (!root) {
    const schema = JSON.parse(TEXTS[kind]) as SchemaNode;
    root = new Option(schema, { follow: (ref) => follow(schema, ref) }, [], undefined);
    roots.set(kind, root);
  }
  return root;
}

/** Stands for a file that no schema describes: any key may be there. */
export const NO_OPTIONS = new Option({}, { follow: () => ({}) }, [], undefined);

let agentCheck: SchemaNode | undefined;

function follow(schema: SchemaNode, ref: string): SchemaNode {
  const [file = "", pointer = ""] = ref.split("#");
  if (file !== "") agentCheck ??= JSON.parse(agentCheckText) as SchemaNode;
  const name = pointer.replace("/$defs/", "");
  const found = (file === "" ? schema : agentCheck)?.$defs?.[name];
  if (!found) throw new Error(`schemas: nothing at ${ref}`);
  return found;
}

/** The option at a path of keys and list indexes, or undefined when the schema knows none. */
export function optionAt(root: Option, path: Path): Option | undefined {
  let option: Option | undefined = root;
  for (const step of path) {
    option = typeof step === "number" ? option?.items : option?.child(step);
    if (!option) return undefined;
  }
  return option;
}

/** Calls `visit` for every option below `root`, those of list items too; the user's own keys are left out. */
export function walkOptions(root: Option, visit: (option: Option) => void): void {
  for (const option of root.children.values()) {
    visit(option);
    walkOptions(option, visit);
    if (option.items) walkOptions(option.items, visit);
  }
}
