/** Python libraries that the sqlserver check connects with. `adodbapi` exists on Windows only. */
export type Connector = "odbc" | "adodbapi";

export const CONNECTORS: readonly Connector[] = ["adodbapi", "odbc"];
export const DEFAULT_CONNECTOR: Connector = "adodbapi";

export const ADO_PROVIDERS: readonly string[] = ["SQLOLEDB", "MSOLEDBSQL", "MSOLEDBSQL19", "SQLNCLI11"];
export const DEFAULT_ADO_PROVIDER = "MSOLEDBSQL";

export const DEFAULT_ODBC_DRIVER = "{ODBC Driver 18 for SQL Server}";
export const DEFAULT_PORT = 1433;

/** Keys of a connection string that the check writes itself, and the options that they stand for. */
export const CONNECTION_KEYS: Readonly<Record<Connector, Readonly<Record<string, string>>>> = {
  odbc: {
    DSN: "dsn",
    DRIVER: "driver",
    SERVER: "host",
    DATABASE: "database",
    UID: "username",
    PWD: "password",
  },
  adodbapi: {
    PROVIDER: "adoprovider",
    "Data Source": "host",
    "Initial Catalog": "database",
    "User ID": "username",
    Password: "password",
  },
};

/** Keys that are surely keys. Any other text before a `=` may be part of a password that was not put in braces. */
const FURTHER_KEYS = [
  "Trusted_Connection",
  "Integrated Security",
  "Authentication",
  "Encrypt",
  "TrustServerCertificate",
  "Trust Server Certificate",
  "Use Encryption for Data",
  "HostNameInCertificate",
  "ApplicationIntent",
  "Application Intent",
  "MultiSubnetFailover",
  "Failover_Partner",
  "ConnectRetryCount",
  "ConnectRetryInterval",
  "Connect Timeout",
  "APP",
  "WSID",
  "Language",
  "TDS_Version",
  "Port",
  "MARS_Connection",
  "Persist Security Info",
];

const SURE_KEYS = new Set(
  [...Object.keys(CONNECTION_KEYS.odbc), ...Object.keys(CONNECTION_KEYS.adodbapi), ...FURTHER_KEYS].map(
    (key) => key.toLowerCase(),
  ),
);

/** True when a message may name the key. */
export function isConnectionKey(key: string): boolean {
  return SURE_KEYS.has(key.toLowerCase());
}

/** A key that the check writes itself for one of the connectors. */
export interface KnownConnectionKey {
  readonly connector: Connector;
  /** As that connector writes it. */
  readonly name: string;
  /** The option that it stands for. */
  readonly option: string;
}

export function connectionKeyOf(key: string): KnownConnectionKey | undefined {
  for (const connector of CONNECTORS) {
    const found = Object.entries(CONNECTION_KEYS[connector]).find(
      ([name]) => name.toLowerCase() === key.toLowerCase(),
    );
    if (found) return { connector, name: found[0], option: found[1] };
  }
  return undefined;
}
