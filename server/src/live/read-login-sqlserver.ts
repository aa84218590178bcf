import type { Settings } from "../config/settings";
import {
  connectionProperty,
  DEFAULT_SQLSERVER_SCOPE,
  readSqlserverAuth,
  type SqlserverAuth,
} from "../rules/support/sqlserver-auth";
import { LiveFailure } from "./failure";
import type { TlsMode } from "./ports";
import { type InstanceSource, known, type ReadLogin, secretOf, undecided } from "./read-login";
import { Secret } from "./secret";
import type { LoginMethod } from "./subjects";

const DEFAULT_PORT = 1433;

/** Reads how the sqlserver check logs in, from its options and the connection string. */
export function readSqlserverLogin({ map, root }: InstanceSource, settings: Settings): ReadLogin {
  const auth = readSqlserverAuth(map, root, settings);
  known(auth.host, "host");
  const host = auth.address?.name;
  if (!host)
    throw new LiveFailure("configuration", "The instance names no `host`.", "Write `host: <server>,1433`.");
  if (auth.address?.instance !== undefined && !auth.connectsToPort)
    throw new LiveFailure(
      "configuration",
      `The port of the instance \`${auth.address.instance}\` has to be asked of SQL Server Browser, which ddconf does not.`,
      "Write the port into `host`: `<server>,1433`.",
    );
  const inString = (...names: string[]) =>
    names.map((name) => connectionProperty(auth, name)?.value).find((value) => value);
  const password = inString("pwd", "password");
  const port = auth.connectsToPort || DEFAULT_PORT;
  return {
    method: methodOf(auth),
    host,
    port,
    tokenPort: port,
    username: known(auth.username, "username") ?? inString("uid", "user id"),
    database: known(auth.database, "database") ?? inString("database", "initial catalog"),
    tls: tlsOf(inString),
    caFile: undefined,
    region: undefined,
    roleArn: undefined,
    clientId: known(auth.identity.clientId, "client_id"),
    tenantId: undefined,
    scope: known(auth.identity.scope, "identity_scope") ?? DEFAULT_SQLSERVER_SCOPE,
    password: secretOf(auth.password) ?? (password === undefined ? undefined : new Secret(password)),
  };
}

function methodOf({ login, reason, password }: SqlserverAuth): LoginMethod {
  if (login === "managed-identity") return "azure-managed-identity";
  if (login === "password" || (login === "none" && password.entry)) return "password";
  if (login === "unknown") throw undecided("`connector` or `connection_string`");
  throw new LiveFailure(
    "configuration",
    ...(REASONS[login === "none" || reason === "token-not-used" ? reason : login] ?? REASONS.driver),
  );
}

const REASONS: Readonly<Record<string, [message: string, next: string]>> &
  Record<"driver", [string, string]> = {
  "token-not-used": [
    "The connector `adodbapi` cannot take a token, so `managed_identity` is not used and the Agent logs in as its own Windows account.",
    "Write `connector: odbc`.",
  ],
  windows: [
    "The Agent logs in as the Windows account that it runs under, which ddconf cannot stand in for.",
    "Test it on the Agent's machine with `datadog-agent check sqlserver`.",
  ],
  driver: [
    "A data source or the `Authentication` of the connection string decides how the Agent logs in, and only the driver on its machine knows it.",
    "Test it on the Agent's machine with `datadog-agent check sqlserver`.",
  ],
  default: [
    "The instance has nothing to log in with: no `username` and `password`, and no `managed_identity`.",
    "Add one of them; `ddconf check` says what is missing.",
  ],
};

/**
 * As the ODBC driver 18 has it: encrypted unless told otherwise, and then with the login still encrypted where
 * the server can.
 */
function tlsOf(inString: (...names: string[]) => string | undefined): TlsMode {
  const says = (value: string | undefined, words: RegExp) => value !== undefined && words.test(value);
  const trusts = says(inString("trustservercertificate", "trust server certificate"), /^(?:yes|true)$/i);
  const encrypt = inString("encrypt", "use encryption for data");
  if (says(encrypt, /^(?:no|false|optional)$/i)) return "prefer";
  return trusts ? "require" : "verify-full";
}
