import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as tlsRequest } from "node:https";
import { agentFor } from "../agents";
import { LiveFailure } from "../failure";
import { type LiveRun, untilAborted } from "../run";

export const MOST_BYTES = 1024 * 1024;

export interface LocalRequest {
  readonly url: string;
  readonly method?: "GET" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  /** Whole call; the run's own limit counts too. */
  readonly timeoutMilliseconds: number;
}

export interface LocalAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * Asks one of the services that give credentials to the machine or container they run beside. Redirects are not
 * followed: the request may hold a token.
 *
 * @throws the errors of sockets, TLS and signals as they are
 */
export function localRequest(
  { url, method = "GET", headers = {}, timeoutMilliseconds }: LocalRequest,
  run: LiveRun,
): Promise<LocalAnswer> {
  const limit = Math.min(timeoutMilliseconds, run.timeoutMilliseconds);
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(limit)]);
  const send = url.startsWith("https:") ? tlsRequest : httpRequest;
  const answer = new Promise<LocalAnswer>((resolve, reject) => {
    const request = send(url, { method, headers, signal, agent: agentFor(url, run.network) }, (response) => {
      readBody(response, new URL(url).host).then(
        (body) => resolve({ status: response.statusCode ?? 0, body: body.toString("utf8") }),
        reject,
      );
    });
    request.on("error", reject);
    request.end();
  });
  return untilAborted(answer, signal);
}

/**
 * Reads an answer to its end.
 *
 * @throws LiveFailure `service` for one that is larger than any honest answer
 */
export async function readBody(response: IncomingMessage, host: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) {
      response.destroy();
      throw new LiveFailure(
        "service",
        `The answer of \`${host}\` is larger than 1 MiB, which no real answer is.`,
        "Something else may be answering there, such as a proxy. Check what this machine reaches at that address.",
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
