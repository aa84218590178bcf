import { Socket } from "node:net";
import { rootCertificates } from "node:tls";
import { parseRdsHost } from "../../model/aws/rds-host";
import { LiveFailure, networkFailure } from "../failure";
import type { DatabaseTarget, ServerCertificate } from "../ports";
import { callSignal, type LiveRun } from "../run";

/** More than all answers of a check together could ever be. */
const MOST_BYTES = 1024 * 1024;
const LOOK_EVERY_MILLISECONDS = 100;

/**
 * How the server's certificate is looked at: not at all, whether a known authority issued it, or also whether it
 * is for this host.
 */
export type CertificateCheck = "none" | "issuer" | "full";

export interface Attempt {
  readonly encrypted: boolean;
  readonly check: CertificateCheck;
}

/** One login, closed by whoever got it. */
export interface Opened<Client> {
  readonly client: Client;
  readonly certificate: ServerCertificate | undefined;
}

/**
 * The checks to try on the certificate, the strictest first. With certificates at hand the mode decides, as in
 * libpq; without any, the strictest is tried only to be able to say what an attacker could have sent.
 */
export function checksFor({ tls, ca }: DatabaseTarget): readonly CertificateCheck[] {
  if (tls === "verify-full") return ["full"];
  if (tls === "verify-ca" || ca !== undefined) return ["issuer"];
  return ["full", "none"];
}

/** Opens an encrypted connection with the strictest check of the certificate that the mode asks for. */
export async function openEncrypted<Client>(
  target: DatabaseTarget,
  open: (attempt: Attempt) => Promise<Client>,
): Promise<Opened<Client>> {
  const [strict = "full", lax] = checksFor(target);
  try {
    const client = await open({ encrypted: true, check: strict });
    return { client, certificate: { trusted: true } };
  } catch (error) {
    if (lax === undefined || !isCertificateProblem(error)) throw error;
    const client = await open({ encrypted: true, check: lax });
    return { client, certificate: { trusted: false, reason: error.detail } };
  }
}

function isCertificateProblem(error: unknown): error is LiveFailure {
  return (
    error instanceof LiveFailure && error.kind === "tls" && !/PROTO|SSL|_TLS_(?!CERT)/.test(error.code ?? "")
  );
}

/** TLS options for a check. Certificates of the instance take the place of the usual ones. */
export async function tlsOptions(
  check: CertificateCheck,
  { ca, host }: DatabaseTarget,
  { network }: LiveRun,
) {
  return {
    ca:
      ca === undefined
        ? [...(await authoritiesFor(host)), ...(network.extraCa ? [network.extraCa] : [])]
        : [ca],
    rejectUnauthorized: check !== "none",
    minVersion: "TLSv1.2" as const,
    ...(check === "full" ? {} : { checkServerIdentity: () => undefined }),
  };
}

/** The authorities that may have issued a host's certificate: RDS has its own. */
async function authoritiesFor(host: string): Promise<readonly string[]> {
  if (!parseRdsHost(host)) return rootCertificates;
  const { RDS_AUTHORITIES } = await import("./rds-authorities");
  return [...rootCertificates, ...RDS_AUTHORITIES];
}

/** Keeps a socket from outliving its run, and from flooding it. The answer takes the guard away. */
export function guardSocket(socket: Socket, { signal }: Pick<LiveRun, "signal">): () => void {
  const abort = () =>
    socket.destroy(new LiveFailure("cancelled", "The check was called off.", "Start it again."));
  signal.addEventListener("abort", abort, { once: true });
  const timer = setInterval(() => {
    if (socket.bytesRead > MOST_BYTES)
      socket.destroy(
        new LiveFailure(
          "service",
          "The server sends far more than it was asked for.",
          "Check that it is the right host and port.",
        ),
      );
  }, LOOK_EVERY_MILLISECONDS);
  timer.unref();
  const release = () => {
    clearInterval(timer);
    signal.removeEventListener("abort", abort);
  };
  socket.once("close", release);
  return release;
}

/** Waits for some work of a driver for as long as one call may take; then the connection goes, and so ends the work. */
export async function withinTime<T>(
  run: LiveRun,
  client: { destroy(): unknown },
  target: DatabaseTarget,
  work: Promise<T>,
): Promise<T> {
  const signal = callSignal(run);
  let late = () => {};
  const ended = new Promise<never>((_, reject) => {
    late = () => {
      client.destroy();
      reject(
        run.signal.aborted
          ? new LiveFailure("cancelled", "The check was called off.", "Start it again.")
          : timedOut(target),
      );
    };
    if (signal.aborted) late();
    else signal.addEventListener("abort", late, { once: true });
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener("abort", late);
    // what the driver says once its socket is gone is of no interest to anybody
    work.catch(() => {});
  }
}

/** A socket that is connected. */
export async function connectSocket(target: DatabaseTarget, run: LiveRun): Promise<Socket> {
  const socket = new Socket();
  guardSocket(socket, run);
  const connected = new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.connect({ host: target.host, port: target.port }, () => {
      socket.off("error", reject);
      resolve();
    });
  });
  try {
    await withinTime(run, socket, target, connected);
    socket.setNoDelay(true);
    return socket;
  } catch (error) {
    socket.destroy();
    throw wordError(error, target);
  }
}

/** Words what a driver or a socket throws; the server's own text only where `server` tells that it is one. */
export function wordError(
  error: unknown,
  target: DatabaseTarget,
  server?: { readonly text: string; readonly code: string } | undefined,
): LiveFailure {
  if (error instanceof LiveFailure) return error;
  if (server)
    return new LiveFailure("service", `\`${target.host}\` refused.`, "See what the server says.", {
      detail: withoutSecret(server.text, target),
      code: server.code,
    });
  return (
    networkFailure(error, addressOf(target)) ??
    new LiveFailure(
      "network",
      `The connection to \`${addressOf(target)}\` broke.`,
      "Check that the host and port are those of the database, and that nothing in between closes connections.",
    )
  );
}

export function addressOf({ host, port }: Pick<DatabaseTarget, "host" | "port">): string {
  return `${host}:${port}`;
}

/** For a server that offers no TLS, where the mode or the secret wants it. */
export function noTls(target: DatabaseTarget): LiveFailure {
  const why =
    target.secretKind === "password"
      ? "the instance asks for it"
      : "a token goes over an encrypted connection only";
  return new LiveFailure(
    "tls",
    `\`${addressOf(target)}\` offers no encryption, and ${why}.`,
    "Switch TLS on at the server, or check that the host and port are those of the database.",
    { code: "ERR_TLS_NOT_OFFERED" },
  );
}

/** For drivers that put their own code over that of OpenSSL: what happened stands in the message only. */
export function certificateFailure(error: Error, target: DatabaseTarget): LiveFailure {
  const isCertificate = /certificate|altname/i.test(error.message);
  return new LiveFailure(
    "tls",
    `The connection to \`${addressOf(target)}\` is not safe: ${isCertificate ? "the server's certificate is not one that this machine trusts for this host" : "no TLS connection came about"}.`,
    "Name the server's authority in the instance. RDS: Amazon's bundle. If that does not help, do not go on: somebody else may be answering.",
    { detail: error.message, code: isCertificate ? "CERT_REFUSED" : "EPROTO" },
  );
}

export function timedOut(target: DatabaseTarget): LiveFailure {
  return new LiveFailure(
    "timeout",
    `\`${addressOf(target)}\` did not answer in time.`,
    "Check that this machine may reach it: security groups, firewall, and whether the database is publicly accessible or needs a VPN.",
  );
}

function withoutSecret(text: string, { secret }: DatabaseTarget): string {
  const value = secret.reveal();
  return (value.length < 4 ? text : text.replaceAll(value, "[secret]")).slice(0, 500);
}
