import { optionsOf } from "../../server/src/schema/catalogue";
import type { Option } from "../../server/src/schema/option";

/**
 * A valid datadog.yaml that sets every option with a plain default, commented with its description, as long
 * as `size` characters allows. It is made from the schema, so it grows with it.
 */
export function fullDatadogYaml(size = 165_000): string {
  const lines: string[] = [];
  let length = 0;
  const add = (line: string): void => {
    lines.push(line);
    length += line.length + 1;
  };
  const write = (option: Option, depth: number): void => {
    if (length > size || option.deprecation) return;
    const indent = "  ".repeat(depth);
    const { description, default: value, type } = option.schema;
    if (type === "object" && option.children.size > 0) {
      add(`${indent}${option.name}:`);
      for (const child of option.children.values()) write(child, depth + 1);
      return;
    }
    const text = typeof value === "string" ? JSON.stringify(value) : Array.isArray(value) ? "[]" : value === undefined ? "" : String(value);
    if (value !== undefined && typeof value === "object" && !Array.isArray(value)) return;
    if (description) for (const sentence of description.split(/(?<=\.)\s+/)) add(`${indent}# ${sentence}`);
    add(`${indent}${option.name}: ${text}`.trimEnd());
  };
  for (const option of optionsOf("datadog").children.values()) write(option, 0);
  return `${lines.join("\n")}\n`;
}

/** A check file of about 60 lines with one mistake. */
export function smallPostgresFile(seed = 0): string {
  const instances = Array.from({ length: 3 }, (_, index) => [
    `  - host: db-${seed}-${index}.cfxgae8cilcf.eu-west-1.rds.amazonaws.com`,
    "    port: 5432",
    "    username: datadog",
    '    password: "ENC[datadog_postgres]"',
    "    dbname: orders",
    "    dbm: true",
    "    ssl: require",
    "    tags:",
    `      - service:orders-${seed}`,
    "      - team:platform",
    "    query_metrics:",
    "      enabled: true",
    "    collect_schemas:",
    "      enabled: true",
    "    database_autodiscovery:",
    "      enabled: true",
    "      exclude:",
    "        - rdsadmin",
  ]);
  return ["init_config:", "", "instances:", ...instances.flat(), "    conect_timeout: 5", ""].join("\n");
}
