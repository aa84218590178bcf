/** A request, as the services see it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Scheme, host and port that the service is reached at. */
  readonly origin: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A stand-in: how it answers, and what its answers look like when it fails on purpose. */
export interface Service {
  answer(call: Call): Answer;
  throttled(): Answer;
  broken(): Answer;
  /** Looks like a success up to where it breaks off. */
  malformed(): Answer;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

export function text(status: number, body: string): Answer {
  return { status, headers: { "content-type": "text/plain" }, body };
}
