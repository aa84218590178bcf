/**
 * What kind of thing went wrong, so that a report, a script and a test can tell.
 * - `configuration`: the file does not say what the check needs
 * - `credentials`: there are none, or they are refused
 * - `network`, `tls`, `timeout`: the other side was not reached, or not safely, or did not answer
 * - `permission`: the identity is known and not allowed
 * - `throttled`: too many requests
 * - `not-mapped`: no identity mapping matches
 * - `service`: any other refusal of the other side
 * - `refused`: ddconf itself will not do it, since it would not be safe
 * - `cancelled`: the user called it off
 */
export type FailureKind =
  | "configuration"
  | "credentials"
  | "network"
  | "tls"
  | "permission"
  | "throttled"
  | "timeout"
  | "not-mapped"
  | "service"
  | "refused"
  | "cancelled";

export interface FailureOptions {
  /** What the other side said of it, in its own words; shown as a quotation. Never a secret. */
  readonly detail?: string | undefined;
  /** The other side's own code for it: an SQLSTATE, an error number. */
  readonly code?: string | undefined;
  /** After how many seconds it makes sense to try again. */
  readonly retryAfterSeconds?: number | undefined;
  /** SQL, a policy or a command that mends it. */
  readonly repair?: Repair | undefined;
}

/** Text for the user to run or to paste. */
export interface Repair {
  /** Language id: `sql`, `json`, `shellscript`. */
  readonly language: string;
  readonly text: string;
}

const BRAND = Symbol.for("ddconf.LiveFailure");

/** A live check that ended badly. `message` says what is wrong, `next` what to do about it. */
export class LiveFailure extends Error {
  readonly [BRAND] = true;
  readonly kind: FailureKind;
  readonly next: string;
  readonly detail: string | undefined;
  readonly code: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly repair: Repair | undefined;

  constructor(kind: FailureKind, message: string, next: string, options: FailureOptions = {}) {
    super(message);
    this.name = "LiveFailure";
    this.kind = kind;
    this.next = next;
    this.detail = options.detail;
    this.code = options.code;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.repair = options.repair;
  }

  /** Each lazily loaded bundle has a copy of this class; what one of them throws is a failure to all. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && BRAND in value;
  }
}

const TLS_CODES =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|CRL_)/;
const TIMEOUT_CODES = /^(?:ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_CONNECTION_TIMEOUT)$/;
const NETWORK_MESSAGES: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name is not known to DNS",
  EAI_AGAIN: "DNS did not answer",
  ECONNREFUSED: "nothing accepts connections there",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no route to it",
};

/**
 * Words an error of Node's sockets or TLS, wherever in its chain of causes the code stands.
 *
 * @param target whom was talked to: `sts.amazonaws.com`
 * @returns undefined when it is no such error
 */
export function networkFailure(error: unknown, target: string): LiveFailure | undefined {
  for (const { code, name, message } of causes(error)) {
    if (name === "TimeoutError" || TIMEOUT_CODES.test(code))
      return new LiveFailure("timeout", `\`${target}\` did not answer in time.`, REACH_NEXT);
    if (TLS_CODES.test(code))
      return new LiveFailure(
        "tls",
        `The connection to \`${target}\` is not safe: ${tlsReason(code)}.`,
        TLS_NEXT,
        { detail: message, code },
      );
    if (code === "ECONNRESET" || code === "EPIPE")
      return new LiveFailure("network", `\`${target}\` closed the connection without an answer.`, REACH_NEXT);
    const reason = NETWORK_MESSAGES[code];
    if (reason) return new LiveFailure("network", `\`${target}\` cannot be reached: ${reason}.`, REACH_NEXT);
  }
  return undefined;
}

const REACH_NEXT =
  "Check that this machine may reach it: firewall, VPC endpoint, and the proxy in HTTPS_PROXY and NO_PROXY.";
const TLS_NEXT =
  "If a proxy of your company signs connections anew, name its certificate in NODE_EXTRA_CA_CERTS. Otherwise do not go on: somebody else may be answering.";

function tlsReason(code: string): string {
  if (/EXPIRED|NOT_YET_VALID/.test(code)) return "its certificate is not valid at this time";
  if (/ALTNAME|HOSTNAME/.test(code)) return "its certificate belongs to another name";
  if (/SELF_SIGNED|UNABLE_TO_|DEPTH_ZERO|CERT_UNTRUSTED|INVALID_CA/.test(code))
    return "its certificate was not issued by anybody this machine trusts";
  return "no TLS connection came about";
}

function* causes(error: unknown): Generator<{ code: string; name: string; message: string }> {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth++) {
    yield {
      code: String((current as { code?: unknown }).code ?? ""),
      name: current.name,
      message: current.message,
    };
    if (current instanceof AggregateError) for (const one of current.errors) yield* causes(one);
    current = current.cause;
  }
}
