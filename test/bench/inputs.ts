import { optionsOf } from "../../server/src/schema/catalogue";
import type { Option } from "../../server/src/schema/option";

/**
 * A datadog.yaml as people have it: every documented option set and commented with its description, then the
 * other options commented out, up to `size` characters. It is made from the schema, so it grows with it.
 */
export function fullDatadogYaml(size = 165_000): string {
  const options = [...optionsOf("datadog").children.values()];
  const set = options.flatMap((option) => settingLines(option, 0, true));
  const commented = options.flatMap((option) => settingLines(option, 0, false)).map((line) => `# ${line}`);
  const lines: string[] = [];
  let length = 0;
  while (length < size) {
    for (const line of lines.length === 0 ? set : commented) {
      lines.push(line);
      length += line.length + 1;
      if (length > size) break;
    }
  }
  return `${lines.join("\n")}\n`;
}

/** A datadog.yaml that sets every option there is. */
export function denseDatadogYaml(): string {
  return `${[...optionsOf("datadog").children.values()].flatMap((option) => settingLines(option, 0, false)).join("\n")}\n`;
}

function settingLines(option: Option, depth: number, documentedOnly: boolean): string[] {
  const indent = "  ".repeat(depth);
  const { description = "", default: value } = option.schema;
  if (option.deprecation) return [];
  const comments =
    description === "" ? [] : description.split(/(?<=\.)\s+/).map((sentence) => `${indent}# ${sentence}`);
  if (option.children.size > 0) {
    const children = [...option.children.values()].flatMap((child) =>
      settingLines(child, depth + 1, documentedOnly),
    );
    return children.length > 0 ? [...comments, `${indent}${option.name}:`, ...children] : [];
  }
  if (value === undefined || (documentedOnly && !option.documented)) return [];
  return [...comments, `${indent}${option.name}: ${JSON.stringify(value)}`];
}

/** A check file of about 20 lines for each instance; one of 60 lines has three. */
export function smallPostgresFile(seed = 0, { count = 3, mistake = true } = {}): string {
  const instances = Array.from({ length: count }, (_, index) => [
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
  const typo = mistake ? ["    conect_timeout: 5"] : [];
  return ["init_config:", "", "instances:", ...instances.flat(), ...typo, ""].join("\n");
}

/** An IAM policy of about `size` characters: many statements as they are found in real ones, without a mistake. */
export function largePolicy(size = 150_000): string {
  const statements: object[] = [];
  let text = "";
  while (text.length < size) {
    for (let index = 0; index < 5; index++) {
      const at = statements.length;
      statements.push({
        Sid: `Login${at}`,
        Effect: "Allow",
        Action: ["rds-db:connect", "sts:AssumeRole"],
        Resource: [
          `arn:aws:rds-db:eu-west-1:463912045018:dbuser:db-ABCDEFGHIJKL${String(at).padStart(5, "0")}/datadog`,
          `arn:aws:iam::463912045018:role/datadog-login-${at}`,
        ],
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      });
    }
    text = JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
  }
  return text;
}
