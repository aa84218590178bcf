import type { Settings } from "../config/settings";
import { liesBelow } from "../config/version";
import type { Integration } from "../documents/kinds";
import { readDatabase } from "../generate/subjects";
import { entryOf, type MapNode, mapOf } from "../model/node";
import type { Span } from "../model/text";
import type { Finding } from "../rules/finding";
import { type Given, givenIn, isFilled, switchOf } from "../rules/support/given";
import { type MysqlAuth, readMysqlAuth } from "../rules/support/mysql-auth";
import { DEFAULT_POSTGRES_SCOPE, type PostgresAuth, readPostgresAuth } from "../rules/support/postgres-auth";
import { LiveFailure } from "./failure";
import type { TlsMode } from "./ports";
import { readSqlserverLogin } from "./read-login-sqlserver";
import { Secret } from "./secret";
import type { LoginMethod, LoginSubject } from "./subjects";

/** An instance of a check, with what the lint found in its file. */
export interface InstanceSource {
  readonly check: Integration;
  readonly map: MapNode;
  /** The file's own map, which holds `init_config` too. */
  readonly root: MapNode;
  /** Place of the instance in the file. */
  readonly span: Span;
  readonly findings: readonly Finding[];
}

/**
 * Reads how the Agent logs in for an instance.
 *
 * @throws LiveFailure `configuration` when the file does not say enough, or leaves it to something else
 */
export function readLogin(source: InstanceSource, settings: Settings): LoginSubject {
  const read = READERS[source.check](source, settings);
  const { host, port, database } = read;
  return {
    ...read,
    check: source.check,
    name: `${source.check} · ${host}:${port}${database === undefined ? "" : `/${database}`}`,
    databaseMonitoring: switchOf(givenIn(source.map, "dbm")) === "on",
    grants: readDatabase(source.check, source.map, source.root, settings),
    findings: findingsOf(source),
  };
}

/** What the reader of one check finds out. */
export type ReadLogin = Omit<LoginSubject, "check" | "name" | "grants" | "findings" | "databaseMonitoring">;

const READERS: Readonly<Record<Integration, (source: InstanceSource, settings: Settings) => ReadLogin>> = {
  postgres: readPostgres,
  mysql: readMysql,
  sqlserver: readSqlserverLogin,
};

const POSTGRES_PORT = 5432;
const MYSQL_PORT = 3306;

function readPostgres({ map }: InstanceSource, settings: Settings): ReadLogin {
  const auth = readPostgresAuth(map, settings);
  const port = portOf(auth.port);
  const { roleArn, region } = auth.aws;
  const { clientId, tenantId, scope } = auth.azure;
  return {
    method: postgresMethod(auth),
    host: known(auth.host, "host") ?? "localhost",
    port: port ?? POSTGRES_PORT,
    // up to 7.57 the token was signed for whatever `port` said, and so for none
    tokenPort: port ?? (liesBelow(settings.agentVersion, "7.58") ? 0 : POSTGRES_PORT),
    username: known(auth.username, "username") ?? "datadog",
    database: known(givenIn(map, "dbname"), "dbname"),
    tls: postgresTls(auth.ssl, settings),
    caFile: givenIn(map, "ssl_root_cert").text,
    region: known(region, "aws.region"),
    roleArn: known(roleArn, "role_arn"),
    clientId: known(clientId, "client_id"),
    tenantId: known(tenantId, "tenant_id"),
    scope: known(scope, "identity_scope") ?? DEFAULT_POSTGRES_SCOPE,
    password: secretOf(auth.password),
  };
}

function postgresMethod({ login, password }: PostgresAuth): LoginMethod {
  if (login === "unknown") throw undecided("`aws` or `azure`");
  if (login === "none" && !password.entry)
    throw new LiveFailure(
      "configuration",
      "The instance has nothing to log in with: no `password`, and no managed authentication.",
      "Add one of them; `ddconf check` says what is missing.",
    );
  return login === "none" ? "password" : login;
}

const TLS_MODES: readonly string[] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/** What is no mode counts as `allow`, which is also the default since 7.49. */
function postgresTls(ssl: Given, settings: Settings): TlsMode {
  const text = known(ssl, "ssl");
  if (text === undefined) return liesBelow(settings.agentVersion, "7.49") ? "disable" : "allow";
  return TLS_MODES.includes(text) ? (text as TlsMode) : "allow";
}

function readMysql({ map }: InstanceSource, settings: Settings): ReadLogin {
  const auth = readMysqlAuth(map, settings);
  const port = portOf(auth.port);
  return {
    method: mysqlMethod(auth),
    host: known(auth.host, "host") ?? "localhost",
    port: port || MYSQL_PORT,
    tokenPort: port ?? 0,
    username: known(auth.username, "username"),
    database: undefined,
    tls: mysqlTls(auth),
    caFile: givenIn(auth.ssl?.value, "ca").text,
    region: known(auth.aws.region, "aws.region"),
    roleArn: known(auth.aws.roleArn, "role_arn"),
    clientId: undefined,
    tenantId: undefined,
    scope: undefined,
    password: secretOf(auth.password),
  };
}

function mysqlMethod({ login, password }: MysqlAuth): LoginMethod {
  if (login === "unknown") throw undecided("`aws.managed_authentication.enabled`");
  if (login === "defaults-file")
    throw new LiveFailure(
      "configuration",
      "The instance takes its login from a MySQL options file (`defaults_file`), which ddconf does not read.",
      "Test it where the Agent runs, with `mysql --defaults-file=…`.",
    );
  if (login === "none" && !password.entry)
    throw new LiveFailure(
      "configuration",
      "The instance has nothing to log in with: no `password`, and no `aws.managed_authentication`.",
      "Add one of them; `ddconf check` says what is missing.",
    );
  return login === "none" ? "password" : login;
}

/** The check encrypts when `ssl` has any key, and looks at the certificate when it is told an authority. */
function mysqlTls({ ssl }: MysqlAuth): TlsMode {
  const map = mapOf(ssl?.value);
  if (!map || map.entries.length === 0) return "disable";
  if (!isFilled(givenIn(map, "ca"))) return "require";
  const entry = entryOf(map, "check_hostname");
  return entry && switchOf(givenIn(map, "check_hostname")) === "off" ? "verify-ca" : "verify-full";
}

/**
 * A value that decides where a login goes.
 *
 * @throws LiveFailure when a placeholder stands there
 */
export function known(given: Given, name: string): string | undefined {
  if (!given.unknowable) return given.text || undefined;
  throw new LiveFailure(
    "configuration",
    `\`${name}\` is only known where the Agent runs: the file has a placeholder there.`,
    "Test a copy of the file that has the value.",
  );
}

/** A password that the file does not hold itself stays unknown. */
export function secretOf(given: Given): Secret | undefined {
  return given.text === undefined ? undefined : new Secret(given.text);
}

function portOf(given: Given): number | undefined {
  const text = known(given, "port");
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new LiveFailure("configuration", `\`port\` is no port: \`${text}\`.`, "Write a number up to 65535.");
}

export function undecided(what: string): LiveFailure {
  return new LiveFailure(
    "configuration",
    `A placeholder in ${what} decides how the Agent logs in.`,
    "Test a copy of the file that has the value.",
  );
}

function findingsOf({ findings, span }: InstanceSource): string[] {
  return findings
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .filter((finding) => finding.span.start >= span.start && finding.span.end <= span.end)
    .map(({ rule, message }) => `${rule}: ${message}`);
}
