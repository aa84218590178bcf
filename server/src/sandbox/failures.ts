import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Answer, Service } from "./http";
import type { Failure } from "./types";

const HUGE = 3 * 1024 * 1024;

/**
 * Answers a request in the way that was asked for instead of the usual one.
 *
 * @param answer the usual answer; it is worked out only where it is sent
 */
export async function failInstead(
  failure: Failure,
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => Answer,
  send: (answer: Answer) => void,
): Promise<void> {
  switch (failure) {
    case "throttle":
      return send(service.throttled());
    case "error":
      return send(service.broken());
    case "malformed":
      return send(service.malformed());
    case "timeout":
      return;
    case "drop":
      request.socket.destroy();
      return;
    case "huge":
      return send({ ...service.malformed(), body: " ".repeat(HUGE) });
    case "redirect":
      // another host for a client, and still this machine: a client that follows is seen in `requests`
      return send({
        status: 302,
        headers: { location: `http://localhost:${request.socket.localPort}/followed` },
      });
    case "tls":
    case "tls-host":
      // whoever gets here did not look at the certificate
      return send(answer());
    default:
      await delay(Number(failure.slice("slow:".length)), undefined, { ref: false });
      if (!response.destroyed) send(answer());
  }
}
