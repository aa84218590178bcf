import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../server/src/sandbox/index";
import { API_KEY, APP_KEY, STATIC } from "../../server/src/sandbox/known";

const RELAYED = ["datadog", "sts", "imds", "container", "azureImds"] as const;

/** A sandbox behind relays that note every secret which goes through them. */
export interface Relay {
  /** For `--sandbox`. */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Everything that was sent or answered and that others could use. */
  readonly secrets: ReadonlySet<string>;
  close(): Promise<void>;
}

export async function startRelay(options: SandboxOptions = {}): Promise<Relay> {
  const sandbox = await startSandbox(options);
  const secrets = new Set<string>([
    API_KEY,
    APP_KEY,
    ...(options.credentials === undefined || options.credentials === "static"
      ? [STATIC.secretAccessKey, STATIC.sessionToken]
      : []),
  ]);
  const servers: Server[] = [];
  const urls: Record<string, string> = {};
  const rewritten = (text: string) =>
    RELAYED.reduce((body, name) => {
      const to = urls[name];
      return to ? body.replaceAll(sandbox.directory[name], to) : body;
    }, text);
  for (const name of RELAYED) {
    const server = createServer((incoming, outgoing) => {
      void forward(incoming, sandbox.directory[name], secrets).then((answer) => {
        if (!answer) return incoming.socket.destroy();
        const isDirectory = incoming.url === "/sandbox";
        const body = isDirectory ? Buffer.from(rewritten(answer.body.toString())) : answer.body;
        const { "transfer-encoding": _, ...kept } = answer.headers;
        const headers = { ...kept, "content-length": String(body.length) };
        outgoing.writeHead(answer.status, headers).end(body);
        return undefined;
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    servers.push(server);
    urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  return {
    url: urls.datadog ?? "",
    sandbox,
    secrets,
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      await sandbox.close();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** Undefined when the other side closed the connection. */
async function forward(
  incoming: IncomingMessage,
  to: string,
  secrets: Set<string>,
): Promise<Answer | undefined> {
  const body = await bodyOf(incoming);
  noteRequest(incoming, body.toString(), secrets);
  return new Promise((resolve) => {
    const outgoing = request(`${to}${incoming.url}`, { method: incoming.method, headers: incoming.headers });
    outgoing.on("error", () => resolve(undefined));
    outgoing.on("response", (response) => {
      bodyOf(response).then(
        (answer) => {
          if (incoming.url !== "/sandbox") noteAnswer(incoming, answer.toString(), secrets);
          resolve({ status: response.statusCode ?? 0, headers: { ...response.headers }, body: answer });
        },
        () => resolve(undefined),
      );
    });
    outgoing.end(body);
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const SECRET_HEADERS =
  /^(?:dd-api-key|dd-application-key|x-amz-security-token|x-aws-ec2-metadata-token|authorization)$/;

function noteRequest({ headers }: IncomingMessage, body: string, secrets: Set<string>): void {
  for (const [name, value] of Object.entries(headers))
    if (SECRET_HEADERS.test(name) && typeof value === "string") note(value, secrets);
  const token = new URLSearchParams(body).get("WebIdentityToken");
  if (token) secrets.add(token);
}

/** A header, and what is inside a proof or a signature: each of them could be used alone. */
function note(value: string, secrets: Set<string>): void {
  const [, blob] = /^Delegated [^|]*\|([^|]*)\|/.exec(value) ?? [];
  if (blob) {
    secrets.add(value.slice("Delegated ".length));
    secrets.add(blob);
    const headers = JSON.parse(Buffer.from(blob, "base64").toString()) as Record<string, string[]>;
    for (const text of [...(headers.Authorization ?? []), ...(headers["X-Amz-Security-Token"] ?? [])])
      note(text, secrets);
    return;
  }
  const signature = /Signature=([0-9a-f]+)/.exec(value)?.[1];
  secrets.add(signature ?? value);
}

function noteAnswer({ url = "" }: IncomingMessage, body: string, secrets: Set<string>): void {
  const found = body.matchAll(
    /(?:"(?:api_key|access_token|SecretAccessKey|Token)"\s*:\s*"|<(?:SecretAccessKey|SessionToken)>)([^"<]+)/g,
  );
  for (const [, secret = ""] of found) secrets.add(secret);
  if (url === "/latest/api/token") secrets.add(body);
}
