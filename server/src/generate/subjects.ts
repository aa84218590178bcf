import type { Settings } from "../config/settings";
import type { Integration } from "../documents/kinds";
import { parseRdsHost } from "../model/aws/rds-host";
import { parseAzureHost } from "../model/azure/clouds";
import { entryOf, type MapNode, nodeAt, scalarOf, seqOf } from "../model/node";
import { readDelegatedAuth } from "../rules/support/delegated-auth";
import { type Given, givenIn, isFilled, switchOf } from "../rules/support/given";
import { readMysqlAuth } from "../rules/support/mysql-auth";
import { readPostgresAuth, usesAzure } from "../rules/support/postgres-auth";
import { connectionProperty, readSqlserverAuth, type SqlserverAuth } from "../rules/support/sqlserver-auth";
import type { AgentSubject, DatabaseHosting, DatabaseLogin, DatabaseSubject } from "./input";

/**
 * Reads what one instance of a check says about its database.
 *
 * @param root the file around the instance
 */
export function readDatabase(
  check: Integration,
  instance: MapNode,
  root: MapNode,
  settings: Settings,
): DatabaseSubject {
  if (check === "sqlserver") return readSqlServer(instance, root, settings);
  return check === "mysql" ? readMysql(instance, settings) : readPostgres(instance, settings);
}

/** Reads what a datadog.yaml says about the Agent's identity, from its root. */
export function readAgent(root: MapNode | undefined, settings: Settings): AgentSubject {
  const map = root && readDelegatedAuth(root).global?.map;
  return {
    site: oneLine(givenIn(root, "site")) ?? settings.site,
    orgUuid: oneLine(givenIn(map, "org_uuid")),
    region: regionOf(givenIn(entryOf(map, "aws")?.value, "region")),
  };
}

function readPostgres(instance: MapNode, settings: Settings): DatabaseSubject {
  const auth = readPostgresAuth(instance, settings);
  const login: DatabaseLogin = usesAzure(auth)
    ? "entra"
    : auth.login === "aws-iam" || auth.login === "unknown"
      ? auth.login
      : "password";
  const azure =
    auth.azureHost !== undefined || /^(?:flexible|single)_server$/.test(auth.azure.deploymentType.text ?? "");
  const username = oneLine(auth.username);
  const hosting =
    auth.rds || isAwsEndpoint(auth.aws.instanceEndpoint) ? "rds" : azure ? "azure" : "self-hosted";
  return {
    check: "postgres",
    login,
    hosting,
    host: oneLine(auth.host),
    // a single server of Azure wants `user@server`, and the user in the database is what comes before it
    username: azure && login === "password" ? username?.replace(/@.*$/, "") : username,
    database: oneLine(givenIn(instance, "dbname")),
    autodiscovery: isOn(instance, ["database_autodiscovery", "enabled"]),
    rds: auth.rds,
    region: auth.rds?.region ?? regionOf(auth.aws.region),
    inCluster: isInCluster(instance),
    assumedRole: assumedRole(auth.aws.roleArn),
  };
}

function readMysql(instance: MapNode, settings: Settings): DatabaseSubject {
  const auth = readMysqlAuth(instance, settings);
  const onAzure = auth.host.text !== undefined && parseAzureHost(auth.host.text)?.database === "mysql";
  return {
    check: "mysql",
    login: auth.login === "aws-iam" || auth.login === "unknown" ? auth.login : "password",
    hosting: auth.rds ? "rds" : onAzure ? "azure" : "self-hosted",
    host: oneLine(auth.host),
    username: oneLine(auth.username),
    database: undefined,
    autodiscovery: false,
    rds: auth.rds,
    region: auth.rds?.region ?? regionOf(auth.aws.region),
    inCluster: isInCluster(instance),
    assumedRole: assumedRole(auth.aws.roleArn),
  };
}

function readSqlServer(instance: MapNode, root: MapNode, settings: Settings): DatabaseSubject {
  const auth = readSqlserverAuth(instance, root, settings);
  const host = oneLine(auth.host) === undefined ? undefined : auth.address?.name;
  const rds = host === undefined ? undefined : parseRdsHost(host);
  const inString = connectionProperty(auth, "uid") ?? connectionProperty(auth, "user id");
  return {
    check: "sqlserver",
    login: sqlServerLogin(auth),
    hosting: rds ? "rds" : azureSqlHosting(instance, auth),
    host,
    username: oneLine(auth.username) ?? (inString && printable(inString.value)),
    database: oneLine(auth.database),
    autodiscovery: isOn(instance, ["database_autodiscovery"]),
    rds,
    region: rds?.region,
    inCluster: false,
    assumedRole: undefined,
  };
}

function sqlServerLogin({ login, identity }: SqlserverAuth): DatabaseLogin {
  // the identity is what the author wants, also where the connector leaves it unused
  if (identity.on) return "entra";
  if (login === "windows" || login === "unknown") return login;
  return "password";
}

function azureSqlHosting(instance: MapNode, { azureHost, address }: SqlserverAuth): DatabaseHosting {
  const deployment = givenIn(entryOf(instance, "azure")?.value, "deployment_type").text;
  if (deployment === "sql_database") return "azure-sql-database";
  if (deployment === "managed_instance") return "azure-managed-instance";
  if (deployment !== undefined || azureHost?.database !== "sqlserver" || !address) return "self-hosted";
  // a managed instance has its zone between its name and the suffix
  const labels = address.name.slice(0, -azureHost.cloud.suffixes.sqlserver.length).split(".").length;
  return labels > 1 ? "azure-managed-instance" : "azure-sql-database";
}

function isAwsEndpoint(endpoint: Given): boolean {
  return endpoint.text !== undefined && parseRdsHost(endpoint.text) !== undefined;
}

function isOn(instance: MapNode, path: readonly string[]): boolean {
  const holder = nodeAt(instance, path.slice(0, -1));
  return switchOf(givenIn(holder, path.at(-1) ?? "")) === "on";
}

/** The tag that Datadog's own templates put on instances of a cluster. */
function isInCluster(instance: MapNode): boolean {
  const tags = seqOf(entryOf(instance, "tags")?.value)?.items ?? [];
  return tags.some((tag) => /^dbclusteridentifier:./.test(scalarOf(tag)?.text ?? ""));
}

function assumedRole(given: Given): DatabaseSubject["assumedRole"] {
  return isFilled(given) ? { arn: oneLine(given) } : undefined;
}

/**
 * A value as it may go into scripts. What holds line breaks or control characters stays unknown: it is no name
 * of anything, and in a comment of a script the rest of it would be run.
 */
function oneLine({ text }: Given): string | undefined {
  return text === undefined || text === "" ? undefined : printable(text);
}

function printable(text: string): string | undefined {
  return /\p{Cc}|[\u2028\u2029]/u.test(text) ? undefined : text;
}

function regionOf(given: Given): string | undefined {
  return /^[a-z0-9-]+$/.test(given.text ?? "") ? given.text : undefined;
}
