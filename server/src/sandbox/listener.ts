import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Certificate } from "./certificates";
import { failInstead } from "./failures";
import { type Call, type Service, text } from "./http";
import type { Failure, RecordedRequest, ServiceName } from "./types";

const HOST = "127.0.0.1";
const MOST_BODY = 64 * 1024;

/** What all listeners share. */
export interface Host {
  readonly now: () => Date;
  readonly log: (line: string) => void;
  readonly requests: RecordedRequest[];
  failureOf(service: ServiceName): Failure | undefined;
}

export interface Listener {
  readonly url: string;
  /** What is shown to clients from now on; connections that are open are closed. */
  show(certificate: Certificate): void;
  close(): Promise<void>;
}

interface Entry {
  readonly name: ServiceName;
  readonly service: Service;
  /** Paths that answer whatever failure is switched on. */
  readonly unfailing?: string;
}

/** Serves one service on 127.0.0.1 alone; over https when there is a certificate. */
export async function listen(
  entry: Entry,
  host: Host,
  port = 0,
  certificate?: Certificate,
): Promise<Listener> {
  const server: Server | TlsServer = certificate ? createTlsServer(certificate) : createServer();
  const scheme = certificate ? "https" : "http";
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    respond(request, response, entry, host, scheme).catch(() => {
      host.log(`${entry.name} the sandbox itself has failed`);
      response.destroy();
    });
  });
  // all of them, also those that have not shaken hands yet
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  // a client that refuses the certificate is no error of the server
  server.on("tlsClientError", (_error: Error, socket: Socket) => socket.destroy());
  server.listen(port, HOST);
  await once(server, "listening");
  const url = `${scheme}://${HOST}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    show(next) {
      if ("setSecureContext" in server) server.setSecureContext(next);
      hangUp();
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      hangUp();
      await closed;
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { name, service, unfailing }: Entry,
  host: Host,
  scheme: string,
): Promise<void> {
  // what no URL can be made of is answered like any other path that there is not
  const target = request.url ?? "/";
  const url = URL.canParse(target, "http://sandbox")
    ? new URL(target, "http://sandbox")
    : new URL("http://sandbox/unreadable");
  const record = remember(request, response, name, url.pathname, host);
  const date = host.now().toUTCString();
  response.on("error", () => {});
  response.sendDate = false;
  response.setHeader("date", date);
  const failure = url.pathname === unfailing ? undefined : host.failureOf(name);
  const body = await bodyOf(request).catch(() => undefined);
  if (response.destroyed) return;
  const answer = answerTo();
  if (!isLoopback(request.headers.host)) send(text(403, "The sandbox is for this machine alone."));
  else if (body === undefined) send(text(413, "The request is too large."));
  else if (failure !== undefined) await failInstead(failure, service, request, response, answer, send);
  else send(answer());

  function answerTo(): () => ReturnType<Service["answer"]> {
    return () =>
      service.answer({
        method: request.method ?? "GET",
        path: url.pathname,
        query: url.searchParams,
        headers: headersOf(request),
        body: body ?? "",
        origin: `${scheme}://${HOST}:${request.socket.localPort}`,
      } satisfies Call);
  }

  function send({ status, headers, body = "" }: ReturnType<Service["answer"]>): void {
    record(status);
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
  }
}

/** Records a request, and logs it when it is over. */
function remember(
  request: IncomingMessage,
  response: ServerResponse,
  service: ServiceName,
  path: string,
  { requests, log }: Host,
): (status: number) => void {
  const headers = Object.keys(request.headers).sort();
  const recorded = { service, method: request.method ?? "GET", path, status: undefined, headers };
  const index = requests.push(recorded) - 1;
  const started = performance.now();
  let answered: number | undefined;
  response.on("close", () => {
    const took = Math.round(performance.now() - started);
    log(`${service} ${recorded.method} ${path.slice(0, 200)} ${answered ?? "no answer"} ${took} ms`);
  });
  return (status) => {
    answered = status;
    requests[index] = { ...recorded, status };
  };
}

/** Web pages can reach loopback under a name of their own (DNS rebinding); they cannot choose this header. */
function isLoopback(host = ""): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/i.test(host);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function headersOf({ headers }: IncomingMessage): Call["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : value]),
  );
}
