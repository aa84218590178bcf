import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { agentFor, proxyFor } from "../agents";
import { LiveFailure, networkFailure } from "../failure";
import { isLoopback } from "../network";
import { callSignal, type LiveRun, untilAborted } from "../run";
import { pause, retryDelay } from "./retry";

export interface HttpCall {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  /** May hold secrets; they are never repeated in a failure. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Only for what can be asked twice without harm. */
  readonly retry: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** As the Agent limits answers of this API. */
export const RESPONSE_LIMIT_BYTES = 1024 * 1024;

/**
 * Sends one request. All attempts together take no longer than the run allows for one call. A redirect is an
 * answer like any other: what was sent goes nowhere else.
 *
 * @throws LiveFailure when no whole answer came; any status is an answer
 */
export async function send(call: HttpCall, run: LiveRun): Promise<HttpAnswer> {
  requireEncryption(call.url);
  const signal = callSignal(run);
  const deadline = Date.now() + run.timeoutMilliseconds;
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptCall(call, run, signal);
    const delay = call.retry ? retryDelay(outcome, attempt) : undefined;
    if (delay === undefined || Date.now() + delay >= deadline) {
      if (outcome instanceof LiveFailure) throw outcome;
      return outcome;
    }
    await pause(delay, run.signal);
  }
}

/** Nothing that is worth signing or stealing leaves this machine in the clear. */
function requireEncryption(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === "https:" || (protocol === "http:" && isLoopback(hostname))) return;
  throw new LiveFailure(
    "refused",
    `\`${hostname}\` would be talked to without encryption. ddconf does not.`,
    "Use an address that starts with https://.",
  );
}

async function attemptCall(
  call: HttpCall,
  run: LiveRun,
  signal: AbortSignal,
): Promise<HttpAnswer | LiveFailure> {
  try {
    return await untilAborted(exchange(call, run, signal), signal);
  } catch (error) {
    if (run.signal.aborted)
      return new LiveFailure("cancelled", "The check was called off.", "Start it again.");
    if (error instanceof LiveFailure) return error;
    // a connection that was broken off here since it took too long looks like one that the other side broke
    return wordError(signal.aborted ? signal.reason : error, targetOf(call.url, run));
  }
}

function exchange({ method, url, headers, body = "" }: HttpCall, run: LiveRun, signal: AbortSignal) {
  const request = url.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise<HttpAnswer>((resolve, reject) => {
    const outgoing = request(url, {
      method,
      agent: agentFor(url, run.network),
      signal,
      headers: {
        accept: "application/json",
        "user-agent": `ddconf/${process.env.DDCONF_VERSION ?? ""}`,
        ...headers,
        ...(method === "POST" ? { "content-length": String(Buffer.byteLength(body)) } : {}),
      },
    });
    outgoing.on("error", reject);
    // a proxy that refuses answers in the other side's place
    outgoing.on("proxyConnect", ({ statusCode }: { readonly statusCode: number }) => {
      if (statusCode !== 200) outgoing.destroy(proxyRefusal(statusCode));
    });
    outgoing.on("response", (incoming) => readAnswer(incoming).then(resolve, reject));
    outgoing.end(body);
  });
}

async function readAnswer(incoming: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let size = Number(incoming.headers["content-length"] ?? 0);
  if (size <= RESPONSE_LIMIT_BYTES) {
    size = 0;
    for await (const chunk of incoming) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size > RESPONSE_LIMIT_BYTES) break;
    }
  }
  if (size > RESPONSE_LIMIT_BYTES) {
    incoming.destroy();
    throw new LiveFailure(
      "service",
      "The answer is larger than 1 MiB, so ddconf, like the Agent, did not read it to its end.",
      "Check that `site` names Datadog and that no proxy answers in its place.",
    );
  }
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function proxyRefusal(status: number): LiveFailure {
  return new LiveFailure(
    "network",
    `The proxy refused the connection: it answered ${status}.`,
    status === 407
      ? "It wants a name and a password: write them in HTTPS_PROXY, as http://<name>:<password>@<host>:<port>."
      : "Ask whoever runs the proxy to let this host through, or name the host in NO_PROXY.",
  );
}

/** Whom an error is about, as a failure names it. */
function targetOf(url: string, { network }: LiveRun): string {
  const { hostname } = new URL(url);
  const proxy = proxyFor(url, network);
  return proxy ? `${hostname}\` through the proxy \`${new URL(proxy).host}` : hostname;
}

/** The text of an error may quote what was sent; only its code is told. */
function wordError(error: unknown, target: string): LiveFailure {
  const known = networkFailure(error, target);
  if (known) return known;
  const code = String((error as { readonly code?: unknown } | undefined)?.code ?? "");
  if (code === "ERR_INVALID_CHAR")
    return new LiveFailure(
      "credentials",
      "One of the keys holds a line break or another character that no key has.",
      "Copy it once more, without what stands around it.",
    );
  if (code.startsWith("HPE_"))
    return new LiveFailure(
      "service",
      `\`${target}\` answered with something that is no HTTP.`,
      "Check that `site` names Datadog and that no proxy answers in its place.",
    );
  return new LiveFailure(
    "network",
    `The connection to \`${target}\` broke${/^[A-Z_\d]+$/.test(code) ? ` (${code})` : ""}.`,
    "Try again. If it stays, check the firewall and the proxy in HTTPS_PROXY and NO_PROXY.",
  );
}
