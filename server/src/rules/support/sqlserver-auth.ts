import type { Settings } from "../../config/settings";
import { liesBelow } from "../../config/version";
import { AZURE_CLOUDS, type AzureHost, parseAzureHost } from "../../model/azure/clouds";
import { type Entry, entryOf, type MapNode, mapOf } from "../../model/node";
import {
  type ConnectionProperty,
  type ConnectionString,
  parseConnectionString,
  propertyOf,
} from "../../model/sqlserver/connection-string";
import { type Connector, DEFAULT_CONNECTOR, DEFAULT_ODBC_DRIVER } from "../../model/sqlserver/connectors";
import { parseSqlserverHost, readPort, type SqlserverHost } from "../../model/sqlserver/host";
import { type Given, givenIn, isFilled, isNotNull } from "./given";

/**
 * How the Agent will log in. `windows`: as the account the Agent runs under; `driver`: a data source or an
 * `Authentication` key decides; `none`: it has nothing to log in with; `unknown`: a placeholder decides.
 */
export type SqlserverLogin = "password" | "windows" | "managed-identity" | "driver" | "none" | "unknown";

/**
 * Why it does so.
 * - `options`: `username` and `password`
 * - `managed-identity`: the block of that name
 * - `token-not-used`: that block is there, but adodbapi cannot take a token
 * - `connection-string`, `dsn`: what stands there
 * - `default`: nothing else is said
 */
export type SqlserverLoginReason =
  | "options"
  | "managed-identity"
  | "token-not-used"
  | "connection-string"
  | "dsn"
  | "default";

/** Which library connects, and which setting says so. */
export interface ConnectorChoice {
  /** The one that connects; undefined where a placeholder decides. */
  readonly runs: Connector | undefined;
  /** The setting that decides; undefined for the default. */
  readonly decidedBy: Given | undefined;
  readonly instance: Given;
  readonly initConfig: Given;
}

export interface ManagedIdentity {
  readonly block: Entry | undefined;
  /** True when the block has any key, which is what switches it on. */
  readonly on: boolean;
  readonly clientId: Given;
  readonly scope: Given;
}

/** Everything about how one instance of the sqlserver check connects and logs in. */
export interface SqlserverAuth {
  readonly login: SqlserverLogin;
  readonly reason: SqlserverLoginReason;
  readonly connector: ConnectorChoice;
  readonly username: Given;
  readonly password: Given;
  readonly identity: ManagedIdentity;
  readonly host: Given;
  /** Undefined when the host is not known. */
  readonly address: SqlserverHost | undefined;
  readonly port: Given;
  /** The port that the Agent connects to, 0 where the driver looks for it; undefined when it is not known. */
  readonly connectsToPort: number | undefined;
  readonly azureHost: AzureHost | undefined;
  readonly database: Given;
  readonly driver: Given;
  readonly dsn: Given;
  readonly adoprovider: Given;
  /** What the ODBC connection string will name as its driver; undefined when none, unknown or no ODBC. */
  readonly odbcDriver: string | undefined;
  readonly connectionString: Given;
  /** Undefined when there is none, or when it is not known. */
  readonly connection: ConnectionString | undefined;
}

/** The scope that the Agent asks a token for when none is written, on every host. */
export const DEFAULT_SQLSERVER_SCOPE = AZURE_CLOUDS[0]?.scopes.sqlserver ?? "";

/** Reads how the newest Agent that the settings allow will connect and log in. */
export function readSqlserverAuth(instance: MapNode, root: MapNode, settings: Settings): SqlserverAuth {
  const given = (name: string) => givenIn(instance, name);
  const connectionString = given("connection_string");
  const written = {
    connector: readConnector(given("connector"), givenIn(entryOf(root, "init_config")?.value, "connector")),
    username: given("username"),
    password: given("password"),
    identity: readIdentity(instance, settings),
    driver: given("driver"),
    dsn: given("dsn"),
    connectionString,
    connection:
      connectionString.text === undefined ? undefined : parseConnectionString(connectionString.text),
  };
  const host = given("host");
  const port = given("port");
  const address = host.text ? parseSqlserverHost(host.text) : undefined;
  return {
    ...written,
    ...loginOf(written),
    odbcDriver: odbcDriverOf(written),
    host,
    port,
    address,
    connectsToPort: address && portOf(address, port),
    azureHost: address && parseAzureHost(address.name),
    database: given("database"),
    adoprovider: given("adoprovider"),
  };
}

/** The property of the connection string with that key, as the check sees it. */
export function connectionProperty(
  { connection }: Pick<SqlserverAuth, "connection">,
  name: string,
): ConnectionProperty | undefined {
  return connection && propertyOf(connection, name);
}

/** `Trusted_Connection=yes`, which makes the driver log in as the Agent's own account. */
export function trustedConnection(auth: Pick<SqlserverAuth, "connection">): ConnectionProperty | undefined {
  const property = connectionProperty(auth, "trusted_connection");
  return property && /^(?:yes|true)$/i.test(property.value) ? property : undefined;
}

type Written = Pick<
  SqlserverAuth,
  "connector" | "username" | "password" | "identity" | "driver" | "dsn" | "connectionString" | "connection"
>;

export function isKnownConnector(text: string): boolean {
  return /^(?:adodbapi|odbc)$/i.test(text);
}

/** The instance goes before `init_config`; what is no connector counts as absent. */
function readConnector(instance: Given, initConfig: Given): ConnectorChoice {
  const decidedBy = [instance, initConfig].find(
    ({ unknowable, text }) => unknowable || (text !== undefined && isKnownConnector(text)),
  );
  const base = { decidedBy, instance, initConfig };
  if (!decidedBy) return { ...base, runs: DEFAULT_CONNECTOR };
  if (decidedBy.text === undefined) return { ...base, runs: undefined };
  // the name is accepted in any case, but whatever is not spelled `adodbapi` then runs as ODBC
  return { ...base, runs: decidedBy.text === "adodbapi" ? "adodbapi" : "odbc" };
}

function readIdentity(instance: MapNode, settings: Settings): ManagedIdentity {
  const block = entryOf(instance, "managed_identity");
  const filled = (mapOf(block?.value)?.entries.length ?? 0) > 0;
  return {
    block,
    on: filled && !liesBelow(settings.agentVersion, "7.48"),
    clientId: givenIn(block?.value, "client_id"),
    scope: givenIn(block?.value, "identity_scope"),
  };
}

function portOf(address: SqlserverHost, port: Given): number | undefined {
  if (address.port) return readPort(address.port.text);
  return port.unknowable ? undefined : readPort(port.text ?? "");
}

/** A default driver goes only into connections whose connector is spelled `odbc` exactly, and that name no data source. */
function odbcDriverOf({ connector, driver, dsn, connection }: Written): string | undefined {
  if (connector.runs !== "odbc" || driver.unknowable) return undefined;
  const named = driver.text || propertyOfString(connection, "driver");
  if (named || isFilled(dsn) || connector.decidedBy?.text !== "odbc") return named;
  return DEFAULT_ODBC_DRIVER;
}

function propertyOfString(connection: ConnectionString | undefined, name: string): string | undefined {
  return connection && propertyOf(connection, name)?.value;
}

interface Decision {
  readonly login: SqlserverLogin;
  readonly reason: SqlserverLoginReason;
}

function loginOf(written: Written): Decision {
  const { connector, identity, connection, dsn } = written;
  if (identity.on && connector.runs === "odbc")
    return { login: "managed-identity", reason: "managed-identity" };
  if (!connector.runs) return { login: "unknown", reason: "default" };
  if (trustedConnection(written)) return { login: "windows", reason: "connection-string" };
  if (isFilled(written.username) || isFilled(written.password))
    return { login: "password", reason: "options" };
  // without both of them the check itself asks for the Agent's own account
  if (connector.runs === "adodbapi")
    return { login: "windows", reason: identity.on ? "token-not-used" : "default" };
  if (isNotNull(written.connectionString) && !connection)
    return { login: "unknown", reason: "connection-string" };
  if (propertyOfString(connection, "uid") ?? propertyOfString(connection, "pwd"))
    return { login: "password", reason: "connection-string" };
  if (propertyOfString(connection, "authentication")) return { login: "driver", reason: "connection-string" };
  return isFilled(dsn) ? { login: "driver", reason: "dsn" } : { login: "none", reason: "default" };
}
