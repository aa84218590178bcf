/** The services that the sandbox stands in for. */
export const SERVICES = ["datadog", "sts", "imds", "container", "azureImds", "entra"] as const;
export type ServiceName = (typeof SERVICES)[number];

/**
 * Ways in which a service can be made to fail:
 * `throttle`, `error` and `malformed` answer as the service does when it is overloaded, broken, or speaks to a
 * proxy; `timeout` never answers; `drop` closes the connection; `tls` and `tls-host` show a certificate of an
 * unknown authority or of another host; `huge` sends 3 MiB; `redirect` points at another host name;
 * `slow:500` answers after so many milliseconds.
 */
export const FAILURES = [
  "throttle",
  "timeout",
  "drop",
  "tls",
  "tls-host",
  "error",
  "huge",
  "malformed",
  "redirect",
] as const;
export type Failure = (typeof FAILURES)[number] | `slow:${number}`;

/** Where a client is told to find AWS credentials. */
export const CREDENTIALS = ["static", "irsa", "container", "imds"] as const;
export type Credentials = (typeof CREDENTIALS)[number];

export interface SandboxOptions {
  /** Ports to listen on; any free port where none is given. */
  readonly ports?: Partial<Record<ServiceName, number>>;
  /** Which mechanism `environment` offers; default `static`. All of them answer, whichever it is. */
  readonly credentials?: Credentials;
  readonly now?: () => Date;
  /** Receives one line per request, without its end of line. Never holds a secret. */
  readonly log?: (line: string) => void;
}

/** What a request was, without anything secret: of headers only the names are kept. */
export interface RecordedRequest {
  readonly service: ServiceName;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Undefined as long as there is no answer. */
  readonly status: number | undefined;
  /** In lower case, sorted. */
  readonly headers: readonly string[];
}

/** What `GET <url>/sandbox` answers: every address is on 127.0.0.1. */
export interface Directory {
  readonly version: 1;
  /** The Datadog API; the https address while it is to fail with `tls` or `tls-host`. */
  readonly datadog: string;
  /** The same API with a certificate of `ca`. */
  readonly datadogTls: string;
  readonly sts: string;
  readonly imds: string;
  readonly container: string;
  readonly azureImds: string;
  readonly entra: string;
  /** Certificate of the sandbox's own authority, as PEM. */
  readonly ca: string;
  /** The variables that make SDKs and ddconf use the sandbox. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface Sandbox {
  /** The Datadog API and the directory, `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly directory: Directory;
  /** Makes a service fail, or work again. The directory itself never fails. */
  fail(service: ServiceName, failure: Failure | undefined): void;
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/** Reads `throttle` or `slow:500`; undefined when it is no failure. */
export function parseFailure(text: string): Failure | undefined {
  if (FAILURES.includes(text as (typeof FAILURES)[number])) return text as Failure;
  return /^slow:\d{1,6}$/.test(text) ? (text as Failure) : undefined;
}

/** True when the service can fail so: certificates are shown only where https is spoken. */
export function canFail(service: ServiceName, failure: Failure): boolean {
  return !failure.startsWith("tls") || service === "datadog" || service === "entra";
}
