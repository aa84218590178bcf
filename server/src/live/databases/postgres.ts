import { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { Client, DatabaseError } from "pg";
import { LiveFailure } from "../failure";
import type { DatabasePort, DatabaseSession, DatabaseTarget } from "../ports";
import type { LiveRun } from "../run";
import {
  type Attempt,
  guardSocket,
  noTls,
  type Opened,
  openEncrypted,
  tlsOptions,
  withinTime,
  wordError,
} from "./connecting";

/** Logs in to PostgreSQL with the TLS modes of libpq, falling back where it falls back. */
export const postgres: DatabasePort = {
  async connect(target, run) {
    return sessionOf(await open(target, run), target, run);
  },
};

/** Long enough for a busy server, and short enough not to be in anybody's way. */
const STATEMENT_TIMEOUT_MILLISECONDS = 10_000;

async function open(target: DatabaseTarget, run: LiveRun): Promise<Opened<Client>> {
  const encrypted = () => openEncrypted(target, (attempt) => tryOnce(attempt, target, run));
  const plain = async () => ({
    client: await tryOnce({ encrypted: false, check: "none" }, target, run),
    certificate: undefined,
  });
  const isToken = target.secretKind !== "password";
  switch (target.tls) {
    case "disable":
      if (isToken) throw noPlainToken();
      return plain();
    case "allow":
      return isToken ? encrypted() : oneOrTheOther(plain, encrypted, (failure) => isEarlyRefusal(failure));
    case "prefer":
      return isToken
        ? encrypted()
        : oneOrTheOther(encrypted, plain, (failure) => failure.kind === "tls" || isEarlyRefusal(failure));
    default:
      return encrypted();
  }
}

/** Like libpq, tells both reasons when neither way leads in. */
async function oneOrTheOther<T>(
  first: () => Promise<T>,
  second: () => Promise<T>,
  mayGoOn: (failure: LiveFailure) => boolean,
): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if (!(error instanceof LiveFailure) || !mayGoOn(error)) throw error;
    try {
      return await second();
    } catch (other) {
      if (!(other instanceof LiveFailure) || other.detail === error.detail || !error.detail) throw other;
      const { kind, message, next, code } = other;
      throw new LiveFailure(kind, message, next, { code, detail: [error.detail, other.detail].join(" / ") });
    }
  }
}

const AFTER_LOGIN = new WeakSet<LiveFailure>();

/** What the server said before it had accepted the login: libpq then tries the other way. */
function isEarlyRefusal(failure: LiveFailure): boolean {
  return failure.kind === "service" && failure.code !== undefined && !AFTER_LOGIN.has(failure);
}

async function tryOnce(attempt: Attempt, target: DatabaseTarget, run: LiveRun): Promise<Client> {
  const socket = new Socket();
  guardSocket(socket, run);
  const client = new Client({
    host: target.host,
    port: target.port,
    user: target.username ?? "",
    database: target.database ?? "postgres",
    // asked for only when the server wants one; the function keeps the driver from looking for a password file
    password: () => {
      if (target.secretKind !== "password" && !isEncrypted(client)) throw noPlainToken();
      return target.secret.reveal();
    },
    ssl: attempt.encrypted ? await tlsOptions(attempt.check, target, run) : false,
    stream: () => socket,
    application_name: "ddconf",
  });
  // an error after the login is that of the query that it breaks
  client.on("error", () => {});
  let accepted = false;
  client.connection.once("authenticationOk", () => {
    accepted = true;
  });
  try {
    await withinTime(run, socket, target, client.connect());
    return client;
  } catch (error) {
    socket.destroy();
    const failure = failureOf(error, target);
    if (accepted) AFTER_LOGIN.add(failure);
    throw failure;
  }
}

function failureOf(error: unknown, target: DatabaseTarget): LiveFailure {
  if (error instanceof DatabaseError)
    return wordError(error, target, { text: error.message, code: error.code ?? "" });
  if (error instanceof Error && /does not support SSL connections/.test(error.message)) return noTls(target);
  return wordError(error, target);
}

function noPlainToken(): LiveFailure {
  return new LiveFailure(
    "refused",
    "A token goes over an encrypted connection only, and this one is not.",
    "Write `ssl: require` or stricter into the instance.",
  );
}

function isEncrypted(client: Client): boolean {
  return client.connection.stream instanceof TLSSocket;
}

function sessionOf(
  { client, certificate }: Opened<Client>,
  target: DatabaseTarget,
  run: LiveRun,
): DatabaseSession {
  const { stream } = client.connection;
  const socket = stream as Socket;
  const ask = async (sql: string) => {
    // a transaction of its own leaves nothing behind, also where a pooler hands the session on
    await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MILLISECONDS}`);
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.query("ROLLBACK");
    }
  };
  return {
    encryption: stream instanceof TLSSocket ? (stream.getProtocol() ?? "TLS") : undefined,
    certificate,
    async query(sql) {
      try {
        return await withinTime(run, socket, target, ask(sql));
      } catch (error) {
        throw failureOf(error, target);
      }
    },
    async close() {
      const bye = setTimeout(() => socket.destroy(), 1000);
      await client.end().catch(() => {});
      clearTimeout(bye);
      socket.destroy();
    },
  };
}
