import { type IncomingHttpHeaders, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { text } from "node:stream/consumers";

export interface Asked {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly ca?: string;
  /** In milliseconds. */
  readonly timeout?: number;
}

/** One HTTP request as it is given: any Host header, no redirect followed, no connection kept. */
export function ask(
  url: string,
  { method = "GET", headers = {}, body, ca, timeout = 5000 }: Asking = {},
): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith("https:") ? tlsRequest : plainRequest;
    const sent = request(
      url,
      {
        method,
        headers,
        agent: false,
        // else the certificate is held against the Host header
        ...(headers.host !== undefined && { servername: "localhost" }),
        signal: AbortSignal.timeout(timeout),
        ...(ca !== undefined && { ca }),
      },
      (response) => {
        text(response).then(
          (answer) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }),
          reject,
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
