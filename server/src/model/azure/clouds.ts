/** Databases that Azure runs, told apart by their host names. */
export type AzureDatabase = "postgres" | "mysql" | "sqlserver";

/** One of Azure's national clouds: what its database hosts end in, and where their tokens come from. */
export interface AzureCloud {
  readonly id: "public" | "us-gov" | "china" | "germany";
  readonly name: string;
  readonly suffixes: Readonly<Record<AzureDatabase, string>>;
  /** Token scopes: PostgreSQL and MySQL share one, SQL Server has its own. */
  readonly scopes: { readonly openSource: string; readonly sqlserver: string };
  /** Hosts of Entra's token endpoint. */
  readonly authorities: readonly string[];
}

/** The clouds as Microsoft's documentation lists them; Germany is closed but still met in old files. */
export const AZURE_CLOUDS: readonly AzureCloud[] = [
  cloud("public", "the public Azure cloud", "database.azure.com", "database.windows.net", [
    "login.microsoftonline.com",
  ]),
  cloud("us-gov", "Azure Government", "database.usgovcloudapi.net", "database.usgovcloudapi.net", [
    "login.microsoftonline.us",
  ]),
  cloud("china", "Azure China", "database.chinacloudapi.cn", "database.chinacloudapi.cn", [
    "login.partner.microsoftonline.cn",
    "login.chinacloudapi.cn",
  ]),
  cloud("germany", "Azure Germany", "database.cloudapi.de", "database.cloudapi.de", [
    "login.microsoftonline.de",
  ]),
];

function cloud(
  id: AzureCloud["id"],
  name: string,
  openSource: string,
  sql: string,
  authorities: readonly string[],
): AzureCloud {
  return {
    id,
    name,
    suffixes: { postgres: `.postgres.${openSource}`, mysql: `.mysql.${openSource}`, sqlserver: `.${sql}` },
    scopes: {
      openSource: `https://ossrdbms-aad.${sql}/.default`,
      sqlserver: `https://${sql}/.default`,
    },
    authorities,
  };
}

/** What the name of an Azure database host says. */
export interface AzureHost {
  readonly cloud: AzureCloud;
  readonly database: AzureDatabase;
  /** First label: the name of the server. Private-link and private-zone names of one server share it. */
  readonly server: string;
}

/** Reads a host name (without port) as one of an Azure database; undefined when it is none. */
export function parseAzureHost(host: string): AzureHost | undefined {
  const name = host.trim().toLowerCase().replace(/\.$/, "");
  const server = name.split(".", 1)[0] ?? "";
  // `.postgres.database…` also ends in `.database…` in the sovereign clouds, so that one is tried last
  for (const database of ["postgres", "mysql", "sqlserver"] as const) {
    const found = AZURE_CLOUDS.find(({ suffixes }) => name.endsWith(suffixes[database]));
    if (found && server !== "") return { cloud: found, database, server };
  }
  return undefined;
}

/** Reads a token scope, with or without `/.default`; undefined when it belongs to no database of Azure. */
export function parseAzureScope(
  scope: string,
): { readonly cloud: AzureCloud; readonly service: keyof AzureCloud["scopes"] } | undefined {
  const wanted = resourceOf(scope);
  for (const candidate of AZURE_CLOUDS) {
    if (resourceOf(candidate.scopes.openSource) === wanted)
      return { cloud: candidate, service: "openSource" };
    if (resourceOf(candidate.scopes.sqlserver) === wanted) return { cloud: candidate, service: "sqlserver" };
  }
  return undefined;
}

function resourceOf(scope: string): string {
  return scope
    .trim()
    .toLowerCase()
    .replace(/\/\.default$/, "")
    .replace(/\/+$/, "");
}

/** Client and tenant ids: 8-4-4-4-12 hex digits. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
