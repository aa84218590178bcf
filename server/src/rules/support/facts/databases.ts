import type { Settings } from "../../../config/settings";
import type { Integration } from "../../../documents/kinds";
import type { RdsHost } from "../../../model/aws/rds-host";
import { type MapNode, mapOf, type Node, nodeAt, seqOf } from "../../../model/node";
import type { DatabaseFact, Locate, Stated } from "../../facts";
import { type Given, isNotNull, spanInside } from "../given";
import { readMysqlAuth } from "../mysql-auth";
import { readPostgresAuth } from "../postgres-auth";

/**
 * The instances of a check file. SQL Server has none: RDS takes no IAM token there.
 *
 * @param source the text that the tree's spans refer to
 */
export function databaseFacts(
  integration: Integration,
  root: Node,
  source: string,
  settings: Settings,
  locate: Locate,
): DatabaseFact[] {
  if (integration === "sqlserver") return [];
  const read = integration === "postgres" ? readPostgresAuth : readMysqlAuth;
  const toFact = (instance: MapNode): DatabaseFact => {
    const { login, host, port, username, aws, rds } = read(instance, settings);
    return {
      integration,
      login,
      host: stated(host, locate),
      port: stated(port, locate),
      username: stated(username, locate),
      region: regionOfHost(host, rds, source, locate) ?? stated(aws.region, locate),
      roleArn: stated(aws.roleArn, locate),
    };
  };
  const items = seqOf(nodeAt(root, ["instances"]))?.items ?? [];
  return items.flatMap((item) => {
    const instance = mapOf(item);
    return instance ? [toFact(instance)] : [];
  });
}

function stated(given: Given, locate: Locate): Stated | undefined {
  if (!given.entry || !isNotNull(given)) return undefined;
  return { text: given.text, at: locate((given.scalar ?? given.entry).span) };
}

function regionOfHost(
  { scalar, text }: Given,
  rds: RdsHost | undefined,
  source: string,
  locate: Locate,
): Stated | undefined {
  if (!rds || !scalar || text === undefined) return undefined;
  const start = text.toLowerCase().lastIndexOf(rds.region);
  return {
    text: rds.region,
    at: locate(spanInside(source, scalar, { start, end: start + rds.region.length })),
  };
}
