import { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { agentFor } from "../agents";
import { networkFailure } from "../failure";
import { callSignal, type LiveRun, untilAborted } from "../run";
import { readBody } from "./local-request";

type Handle = NodeHttpHandler["handle"];

/**
 * Sends the requests of the AWS SDK as all live checks send theirs: through the user's proxy, with the extra
 * certificates, with an end to what is read, and no longer than a call may take, all attempts together.
 */
export class RequestHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  readonly #run: LiveRun;
  #signal: AbortSignal | undefined;
  readonly #onDate: ((date: Date) => void) | undefined;

  /** @param onDate receives what time each answer says it is */
  constructor(run: LiveRun, onDate?: (date: Date) => void) {
    this.#run = run;
    this.#onDate = onDate;
  }

  async handle(request: Parameters<Handle>[0]): ReturnType<Handle> {
    const { protocol, hostname, port } = request;
    const host = port === undefined ? hostname : `${hostname}:${port}`;
    const agent = agentFor(`${protocol}//${host}`, this.#run.network);
    const inner = new NodeHttpHandler(protocol === "https:" ? { httpsAgent: agent } : { httpAgent: agent });
    this.#signal ??= callSignal(this.#run);
    const signal = this.#signal;
    try {
      const { response } = await untilAborted(inner.handle(request, { abortSignal: signal }), signal);
      const date = Date.parse(response.headers.date ?? "");
      if (!Number.isNaN(date)) this.#onDate?.(new Date(date));
      if (response.body instanceof IncomingMessage)
        response.body = Readable.from([await untilAborted(readBody(response.body, host), signal)]);
      return { response };
    } catch (error) {
      throw networkFailure(asItWas(error), host) ?? error;
    } finally {
      inner.destroy();
    }
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

/** The handler of the SDK calls every connection that broke a timeout. */
function asItWas(error: unknown): unknown {
  const { code } = error as { readonly code?: unknown };
  return code === "ECONNRESET" || code === "EPIPE"
    ? Object.assign(new Error("broken connection"), { code })
    : error;
}
