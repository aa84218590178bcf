import agentDottedKey from "./agent/dotted-key";
import type { Rule } from "./define";
import mysqlInstancesShape from "./mysql/instances-shape";
import mysqlUnknownKey from "./mysql/unknown-key";
import postgresInstancesShape from "./postgres/instances-shape";
import postgresUnknownKey from "./postgres/unknown-key";
import { type RuleSet, ruleSet } from "./run";
import schemaDeprecated from "./schema/deprecated";
import schemaEnum from "./schema/enum";
import schemaFormat from "./schema/format";
import schemaRange from "./schema/range";
import schemaRemoved from "./schema/removed";
import schemaRequired from "./schema/required";
import schemaSince from "./schema/since";
import schemaType from "./schema/type";
import schemaUnknownKey from "./schema/unknown-key";
import schemaWrongFile from "./schema/wrong-file";
import schemaWrongLevel from "./schema/wrong-level";
import sqlserverInstancesShape from "./sqlserver/instances-shape";
import sqlserverUnknownKey from "./sqlserver/unknown-key";

/** Every rule there is. A test holds this list against the files on disk. */
export const RULES: readonly Rule[] = [
  agentDottedKey,
  mysqlInstancesShape,
  mysqlUnknownKey,
  postgresInstancesShape,
  postgresUnknownKey,
  schemaDeprecated,
  schemaEnum,
  schemaFormat,
  schemaRange,
  schemaRemoved,
  schemaRequired,
  schemaSince,
  schemaType,
  schemaUnknownKey,
  schemaWrongFile,
  schemaWrongLevel,
  sqlserverInstancesShape,
  sqlserverUnknownKey,
];

export const ALL_RULES: RuleSet = ruleSet(RULES);

const byId = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

/** Address of a rule's page. */
export function ruleDocs(id: string): string {
  return `https://github.com/ddconf/ddconf/blob/main/docs/rules.md#${id.replace("/", "")}`;
}
