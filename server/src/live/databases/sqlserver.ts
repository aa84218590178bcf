import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { Connection, Request } from "tedious";
import { parseAzureHost } from "../../model/azure/clouds";
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

/**
 * Logs in to SQL Server and Azure SQL. The login is always encrypted, as the drivers of the Agent do it too, also
 * where the rest of the connection would not be.
 */
export const sqlserver: DatabasePort = {
  async connect(target, run) {
    const opened = await openEncrypted(target, (attempt) => tryOnce(attempt, target, run));
    return sessionOf(opened, target, run);
  },
};

const QUERY_TIMEOUT_MILLISECONDS = 10_000;
/** Type of the only packet that may go out before the connection is encrypted: it holds no secret. */
const PRELOGIN = 0x12;

interface Client {
  readonly connection: Connection;
  readonly encryption: string;
  /** What the server said last, with its number: the driver's own errors have no number. */
  readonly errors: ServerError[];
  destroy(): void;
}

interface ServerError {
  readonly number: number;
  readonly message: string;
}

async function tryOnce({ check }: Attempt, target: DatabaseTarget, run: LiveRun): Promise<Client> {
  const sockets: Socket[] = [];
  const errors: ServerError[] = [];
  let secured: TLSSocket | undefined;
  const connection = new Connection({
    server: target.host,
    authentication: authenticationOf(target),
    options: {
      port: target.port,
      ...(target.database === undefined ? {} : { database: target.database }),
      encrypt: true,
      trustServerCertificate: check === "none",
      cryptoCredentialsDetails: await secureContext(target, run),
      // ours comes first, and says it better
      connectTimeout: run.timeoutMilliseconds * 2,
      requestTimeout: QUERY_TIMEOUT_MILLISECONDS,
      maxRetriesOnTransientErrors: 0,
      appName: "ddconf",
      // Azure may send the client on to another of its machines; its types keep silent about the address
      connector: async (...told: unknown[]) => {
        const [{ host, port }] = told as [{ readonly host: string; readonly port: number }];
        const socket = await connectSocket(followable(host, port, target), run);
        sockets.push(socket);
        secured = undefined;
        refusePlain(socket, () => secured !== undefined, target);
        return socket;
      },
    },
  });
  const client = {
    connection,
    errors,
    destroy: () => {
      connection.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  connection.on("secure", (cleartext) => {
    secured = cleartext as TLSSocket;
  });
  connection.on("errorMessage", (error: ServerError) => errors.push(error));
  // an error after the login is that of the query that it breaks
  connection.on("error", () => {});
  const ready = new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  try {
    await withinTime(run, client, target, ready);
    return { ...client, encryption: secured?.getProtocol() ?? "TLS" };
  } catch (error) {
    client.destroy();
    throw failureOf(error, target, errors);
  }
}

function authenticationOf({ secretKind, secret, username }: DatabaseTarget) {
  return secretKind === "entra-token"
    ? ({ type: "azure-active-directory-access-token", options: { token: secret.reveal() } } as const)
    : ({ type: "default", options: { userName: username ?? "", password: secret.reveal() } } as const);
}

/** The driver checks the name itself, wherever it checks the certificate. */
async function secureContext(target: DatabaseTarget, run: LiveRun) {
  const { ca, minVersion } = await tlsOptions("full", target, run);
  return { ca, minVersion };
}

/** @throws LiveFailure `refused` when the server sends the client, and its secret, to a host that is not Azure's */
function followable(host: string, port: number, target: DatabaseTarget): DatabaseTarget {
  if (host === target.host || parseAzureHost(host)?.database === "sqlserver")
    return { ...target, host, port };
  throw new LiveFailure(
    "refused",
    `\`${target.host}\` sends the login on to \`${host}\`, which is no host of Azure SQL.`,
    "Check that `host` is the right server.",
  );
}

/** The driver goes on in clear text when a server says that it cannot encrypt, and so would the login. */
function refusePlain(socket: Socket, isSecured: () => boolean, target: DatabaseTarget): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  socket.write = ((chunk: Uint8Array, ...rest: unknown[]) => {
    if (isSecured() || chunk[0] === PRELOGIN) return write(chunk, ...rest);
    socket.destroy(noTls(target));
    return false;
  }) as Socket["write"];
}

function failureOf(error: unknown, target: DatabaseTarget, errors: readonly ServerError[]): LiveFailure {
  const [first] = errors;
  if (first) return wordError(error, target, { text: first.message, code: String(first.number) });
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof LiveFailure) return cause;
    if (/certificate|altname/i.test(cause.message) && cause.cause === undefined)
      return certificateFailure(cause, target);
  }
  return wordError(error, target);
}

function sessionOf(
  { client, certificate }: Opened<Client>,
  target: DatabaseTarget,
  run: LiveRun,
): DatabaseSession {
  return {
    encryption: client.encryption,
    certificate,
    async query(sql) {
      client.errors.length = 0;
      try {
        return await withinTime(run, client, target, rowsOf(client.connection, sql));
      } catch (error) {
        throw failureOf(error, target, client.errors);
      }
    },
    async close() {
      client.destroy();
    },
  };
}

interface Column {
  readonly metadata: { readonly colName: string };
  readonly value: unknown;
}

function rowsOf(connection: Connection, sql: string): Promise<Record<string, unknown>[]> {
  return new Promise((resolve, reject) => {
    const rows: Record<string, unknown>[] = [];
    const request = new Request(sql, (error) => (error ? reject(error) : resolve(rows)));
    request.on("row", (columns: readonly Column[]) => {
      rows.push(Object.fromEntries(columns.map(({ metadata, value }) => [metadata.colName, value])));
    });
    connection.execSqlBatch(request);
  });
}
