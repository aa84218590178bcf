import { optionsOf } from "../../server/src/schema/catalogue";
import type { Option } from "../../server/src/schema/option";

/**
 * A valid datadog.yaml of about `size` characters that sets option after option to its default, each with
 * its description as a comment. It is made from the schema, so it grows with it.
 */
export function fullDatadogYaml(size = 165_000): string {
  const lines: string[] = [];
  for (let round = 0; ; round++) {
    for (const option of optionsOf("datadog").children.values()) {
      if (lines.join("\n").length > size) return `${lines.join("\n")}\n`;
      // a second round cannot repeat keys, so it only adds what real files are full of: commented options
      lines.push(
        ...(round === 0 ? settingLines(option, 0) : settingLines(option, 0).map((line) => `# ${line}`)),
      );
    }
  }
}

function settingLines(option: Option, depth: number): string[] {
  const indent = "  ".repeat(depth);
  const { description = "", default: value } = option.schema;
  if (option.deprecation) return [];
  const comments =
    description === "" ? [] : description.split(/(?<=\.)\s+/).map((sentence) => `${indent}# ${sentence}`);
  if (option.children.size > 0) {
    const children = [...option.children.values()].flatMap((child) => settingLines(child, depth + 1));
    return children.length > 0 ? [...comments, `${indent}${option.name}:`, ...children] : [];
  }
  return value === undefined ? [] : [...comments, `${indent}${option.name}: ${JSON.stringify(value)}`];
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
