import { type DocumentKind, isIntegration } from "../../documents/kinds";
import type { Path } from "../../model/node";
import { PRODUCT_SECTIONS } from "../../rules/support/delegated-auth";
import * as checks from "../snippets/checks-yaml";
import * as datadogYaml from "../snippets/datadog-yaml";
import { asItem, type Block } from "./writing";

/** Several lines at once, offered where they belong. */
export interface BlockSnippet {
  readonly label: string;
  /** Short: an editor shows it beside the label. */
  readonly detail: string;
  /** The key that the lines begin with; the snippet is not offered where it stands already. */
  readonly key: string | undefined;
  readonly lines: Block;
}

type Integration = "postgres" | "mysql" | "sqlserver";

const INSTANCES: Readonly<Record<Integration, Block>> = {
  postgres: [
    "host: «localhost»",
    "port: «5432»",
    "username: «datadog»",
    'password: "«ENC[postgres_password]»"',
    "dbname: «postgres»",
    "dbm: «true|false»",
  ],
  mysql: [
    "host: «localhost»",
    "port: «3306»",
    "username: «datadog»",
    'password: "«ENC[mysql_password]»"',
    "dbm: «true|false»",
  ],
  sqlserver: [
    'host: "«localhost,1433»"',
    "username: «datadog»",
    'password: "«ENC[sqlserver_password]»"',
    "connector: odbc",
    'driver: "«{ODBC Driver 18 for SQL Server}»"',
    "dbm: «true|false»",
  ],
};

const DELEGATED_AUTH: BlockSnippet = {
  label: "delegated_auth block",
  detail: "An AWS identity, no API key",
  key: "delegated_auth",
  lines: datadogYaml.DELEGATED_AUTH,
};
const PRODUCT_DELEGATED_AUTH: BlockSnippet = {
  label: "delegated_auth block",
  detail: "Sends what this section collects to another organization",
  key: "delegated_auth",
  lines: datadogYaml.PRODUCT_DELEGATED_AUTH,
};
const AWS_LOGIN: BlockSnippet = {
  label: "aws.managed_authentication block",
  detail: "IAM login, no password",
  key: "aws",
  lines: checks.AWS_LOGIN,
};
const AWS_CROSS_ACCOUNT_LOGIN: BlockSnippet = {
  label: "aws.managed_authentication block, other account",
  detail: "IAM login to RDS or Aurora through a role in the account of the database",
  key: "aws",
  lines: checks.AWS_CROSS_ACCOUNT_LOGIN,
};
const AZURE_LOGIN: BlockSnippet = {
  label: "azure.managed_authentication block",
  detail: "Entra login, no password",
  key: "azure",
  lines: checks.AZURE_LOGIN,
};
const AZURE_WORKLOAD_LOGIN: BlockSnippet = {
  label: "azure.managed_authentication block, workload identity",
  detail: "Microsoft Entra login with the service account of a pod on AKS",
  key: "azure",
  lines: checks.AZURE_WORKLOAD_LOGIN,
};
const SQLSERVER_IDENTITY: BlockSnippet = {
  label: "managed_identity block",
  detail: "Entra login, no password",
  key: "managed_identity",
  lines: checks.SQLSERVER_IDENTITY,
};

/** `source` selects the pipeline in Datadog, and is not always the name of the check. */
const LOG_SOURCES: Readonly<Record<Integration, readonly [string, string]>> = {
  postgres: ["/var/log/postgresql/postgresql.log", "postgresql"],
  mysql: ["/var/log/mysql/error.log", "mysql"],
  sqlserver: ["/var/opt/mssql/log/errorlog", "sqlserver"],
};

/** Blocks for new keys of the map at `path`. */
export function blocksInMap(kind: DocumentKind, path: Path): readonly BlockSnippet[] {
  if (kind === "datadog") return datadogBlocks(path);
  if (!isIntegration(kind)) return [];
  if (path.length === 0) return [wholeCheck(kind)];
  if (path[0] !== "instances" || typeof path[1] !== "number") return [];
  if (path.length === 2) {
    if (kind === "sqlserver") return [SQLSERVER_IDENTITY];
    const aws = [AWS_LOGIN, AWS_CROSS_ACCOUNT_LOGIN];
    return kind === "postgres" ? [...aws, AZURE_LOGIN, AZURE_WORKLOAD_LOGIN] : aws;
  }
  if (path.length !== 3) return [];
  if (path[2] === "aws" && kind !== "sqlserver")
    return [{ ...AWS_LOGIN, key: "managed_authentication", lines: checks.AWS_MANAGED }];
  return path[2] === "azure" && kind === "postgres"
    ? [{ ...AZURE_LOGIN, key: "managed_authentication", lines: checks.AZURE_MANAGED }]
    : [];
}

function datadogBlocks(path: Path): readonly BlockSnippet[] {
  if (path.length === 0) return [DELEGATED_AUTH];
  const inProduct = path.length === 1 && PRODUCT_SECTIONS.includes(String(path[0]));
  return inProduct ? [PRODUCT_DELEGATED_AUTH] : [];
}

/** Blocks for a new item of the list at `path`, without the dash. */
export function blocksInList(kind: DocumentKind, path: Path): readonly BlockSnippet[] {
  if (!isIntegration(kind) || path.length !== 1) return [];
  if (path[0] === "instances") return [instance(kind)];
  return path[0] === "logs" ? [logSource(kind)] : [];
}

function instance(kind: Integration): BlockSnippet {
  return {
    label: `${kind} instance`,
    detail: "One database to monitor",
    key: undefined,
    lines: INSTANCES[kind],
  };
}

function logSource(kind: Integration): BlockSnippet {
  const [path, source] = LOG_SOURCES[kind];
  const lines = ["type: file", `path: «${path}»`, `source: ${source}`, "service: «database»"];
  return { label: "logs item", detail: `Logs of ${kind} from a file`, key: undefined, lines };
}

function wholeCheck(kind: Integration): BlockSnippet {
  const lines = ["instances:", ...asItem(INSTANCES[kind]).map((line) => `  ${line}`)];
  return {
    label: `${kind} instance`,
    detail: "A list of instances with one database",
    key: "instances",
    lines,
  };
}
