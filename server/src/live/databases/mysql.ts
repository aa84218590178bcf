import { isIP, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { type Connection, createConnection, type QueryError } from "mysql2";
import { LiveFailure } from "../failure";
import type { DatabasePort, DatabaseSession, DatabaseTarget } from "../ports";
import type { LiveRun } from "../run";
import {
  type Attempt,
  certificateFailure,
  connectSocket,
  noTls,
  type Opened,
  openEncrypted,
  tlsOptions,
  withinTime,
  wordError,
} from "./connecting";

/** Logs in to MySQL and MariaDB. A token or password in clear text goes over TLS only. */
export const mysql: DatabasePort = {
  async connect(target, run) {
    const opened = await open(target, run);
    const session = sessionOf(opened, target, run);
    await limitTime(session);
    return session;
  },
};

const QUERY_TIMEOUT_MILLISECONDS = 10_000;

/** A connection of the driver, and the socket below it that ends it for sure. */
interface Client {
  readonly connection: Connection;
  readonly socket: Socket;
}

async function open(target: DatabaseTarget, run: LiveRun): Promise<Opened<Client>> {
  if (target.tls !== "disable") return openEncrypted(target, (attempt) => tryOnce(attempt, target, run));
  if (target.secretKind !== "password")
    throw new LiveFailure(
      "refused",
      "A token goes over an encrypted connection only, and the instance has no `ssl`.",
      "Give the instance an `ssl` block that names the authority.",
    );
  return { client: await tryOnce({ encrypted: false, check: "none" }, target, run), certificate: undefined };
}

async function tryOnce(attempt: Attempt, target: DatabaseTarget, run: LiveRun): Promise<Client> {
  const socket = await connectSocket(target, run);
  const connection = createConnection({
    // only the certificate is held against it; for an address the driver would take that of `localhost` for good
    host: isIP(target.host) ? "address.invalid" : target.host,
    port: target.port,
    user: target.username ?? "",
    password: target.secret.reveal(),
    ...(target.database === undefined ? {} : { database: target.database }),
    stream: socket,
    ...(attempt.encrypted ? { ssl: await sslOptions(attempt, target, run) } : {}),
    // what RDS and PAM ask for; the driver then sends the secret as it is
    enableCleartextPlugin: attempt.encrypted,
    disableEval: true,
    connectTimeout: run.timeoutMilliseconds,
    dateStrings: true,
  });
  // an error after the login is that of the query that it breaks
  connection.on("error", () => {});
  const ready = new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  try {
    await withinTime(run, socket, target, ready);
    return { connection, socket };
  } catch (error) {
    socket.destroy();
    throw failureOf(error, target);
  }
}

async function sslOptions({ check }: Attempt, target: DatabaseTarget, run: LiveRun) {
  const { ca, rejectUnauthorized, minVersion } = await tlsOptions(check, target, run);
  return { ca, rejectUnauthorized, minVersion, verifyIdentity: check === "full" };
}

function failureOf(error: unknown, target: DatabaseTarget): LiveFailure {
  if (!(error instanceof Error)) return wordError(error, target);
  const { code, errno, sqlState, sqlMessage } = error as Partial<QueryError> & { sqlMessage?: string };
  if (code === "HANDSHAKE_NO_SSL_SUPPORT") return noTls(target);
  if (code === "HANDSHAKE_SSL_ERROR") return certificateFailure(error, target);
  if (sqlMessage !== undefined || sqlState !== undefined)
    return wordError(error, target, { text: sqlMessage ?? error.message, code: String(errno ?? "") });
  if (/unknown plugin|AUTH_SWITCH_PLUGIN/.test(`${code} ${error.message}`))
    return wordError(error, target, { text: error.message, code: "2059" });
  return wordError(error, target);
}

function sessionOf(
  { client: { connection, socket }, certificate }: Opened<Client>,
  target: DatabaseTarget,
  run: LiveRun,
): DatabaseSession {
  const { stream } = connection as Connection & { readonly stream?: unknown };
  return {
    encryption: stream instanceof TLSSocket ? (stream.getProtocol() ?? "TLS") : undefined,
    certificate,
    async query(sql) {
      const answer = new Promise<readonly Record<string, unknown>[]>((resolve, reject) => {
        connection.query({ sql, timeout: QUERY_TIMEOUT_MILLISECONDS }, (error, rows) =>
          error ? reject(error) : resolve(Array.isArray(rows) ? (rows as Record<string, unknown>[]) : []),
        );
      });
      try {
        return await withinTime(run, socket, target, answer);
      } catch (error) {
        throw failureOf(error, target);
      }
    },
    async close() {
      await new Promise<void>((resolve) => {
        const bye = setTimeout(resolve, 1000);
        connection.end(() => {
          clearTimeout(bye);
          resolve();
        });
      });
      connection.destroy();
      socket.destroy();
    },
  };
}

/** MySQL and MariaDB call it by other names, and old versions have neither. Nothing is written in any case. */
async function limitTime(session: DatabaseSession): Promise<void> {
  const seconds = QUERY_TIMEOUT_MILLISECONDS / 1000;
  const settings = [`max_execution_time = ${QUERY_TIMEOUT_MILLISECONDS}`, `max_statement_time = ${seconds}`];
  for (const setting of [...settings, "TRANSACTION READ ONLY"])
    try {
      await session.query(`SET SESSION ${setting}`);
    } catch (error) {
      if (!(error instanceof LiveFailure) || error.code === undefined) {
        await session.close();
        throw error;
      }
    }
}
