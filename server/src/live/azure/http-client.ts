import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as tlsRequest } from "node:https";
import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { agentFor } from "../agents";
import { readBody } from "../aws/local-request";
import { LiveFailure, networkFailure } from "../failure";
import { callSignal, type LiveRun } from "../run";

const METADATA_HOST = "169.254.169.254";
/** The metadata service is on the same machine: what does not answer at once is not there. */
const METADATA_TIMEOUT_MILLISECONDS = 5000;

/** What the last request came to, which is more than the SDK's errors tell. */
export interface LastAnswer {
  readonly host: string;
  readonly status: number;
  readonly error: string;
  readonly description: string;
}

/**
 * Sends the requests of Azure's SDK as all live checks send theirs: through the user's proxy, with the extra
 * certificates, no longer than a call may take, and to nobody but the sandbox where there is one.
 */
export class AzureHttpClient implements HttpClient {
  readonly #run: LiveRun;
  /** The last refusal of a service. */
  refusal: LastAnswer | undefined;
  /** The last request that came to no answer. */
  failure: LiveFailure | undefined;

  constructor(run: LiveRun) {
    this.#run = run;
  }

  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    const url = this.#addressOf(new URL(request.url));
    const host = new URL(request.url).hostname;
    try {
      const { response, body } = await this.#send(request, url);
      const status = response.statusCode ?? 0;
      if (status >= 400) this.refusal = { host, status, ...errorIn(body) };
      const headers = createHttpHeaders(
        Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value ?? "")]),
        ),
      );
      return { request, status, headers, bodyAsText: body };
    } catch (error) {
      this.failure =
        host === METADATA_HOST && !this.#run.signal.aborted
          ? noMetadata(error)
          : error instanceof LiveFailure
            ? error
            : networkFailure(error, host);
      throw this.failure ?? error;
    }
  }

  /** @throws LiveFailure `refused` when a request would leave the sandbox */
  #addressOf(url: URL): URL {
    const { sandbox } = this.#run;
    if (!sandbox) return url;
    const base = url.hostname === METADATA_HOST ? sandbox.azureImds : sandbox.entra;
    if (url.hostname !== METADATA_HOST && url.origin !== new URL(base).origin) {
      this.failure = new LiveFailure(
        "refused",
        `Azure's SDK wants to ask \`${url.hostname}\`, which is outside the sandbox.`,
        "Take the variables of another cloud service (IDENTITY_ENDPOINT, MSI_ENDPOINT) out of the environment.",
      );
      throw this.failure;
    }
    return new URL(url.pathname + url.search, base);
  }

  #send(
    request: PipelineRequest,
    url: URL,
  ): Promise<{ readonly response: IncomingMessage; readonly body: string }> {
    const signals = [callSignal(this.#run), ...(request.abortSignal ? [asSignal(request.abortSignal)] : [])];
    if (new URL(request.url).hostname === METADATA_HOST)
      signals.push(AbortSignal.timeout(METADATA_TIMEOUT_MILLISECONDS));
    const send = url.protocol === "https:" ? tlsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const options = {
        method: request.method,
        headers: request.headers.toJSON({ preserveCase: true }),
        signal: AbortSignal.any(signals),
        agent: agentFor(url.href, this.#run.network),
      };
      const sent = send(url, options, (response) => {
        readBody(response, url.hostname).then(
          (body) => resolve({ response, body: body.toString("utf8") }),
          reject,
        );
      });
      sent.on("error", reject);
      sent.end(typeof request.body === "string" ? request.body : undefined);
    });
  }
}

function asSignal(signal: NonNullable<PipelineRequest["abortSignal"]>): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener("abort", () => controller.abort());
  return controller.signal;
}

function errorIn(body: string): Pick<LastAnswer, "error" | "description"> {
  try {
    const { error, error_description: description } = JSON.parse(body) as Record<string, unknown>;
    return {
      error: typeof error === "string" ? error : "",
      description: typeof description === "string" ? description : "",
    };
  } catch {
    return { error: "", description: "" };
  }
}

function noMetadata(error: unknown): LiveFailure {
  return new LiveFailure(
    error instanceof Error && error.name === "TimeoutError" ? "timeout" : "network",
    "Azure's metadata service does not answer on this machine, so there is no managed identity to ask for.",
    "Run this where the Agent runs: an Azure VM, or a pod that may reach 169.254.169.254. On your own machine, use `--as me` after `az login`.",
  );
}
