import { createServer, type Socket } from "node:net";

export interface LdapServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * An LDAP server that knows the simple bind and nothing else: a way for PostgreSQL to have a password of any
 * length judged elsewhere.
 *
 * @param accepts told the name without what comes before its first `=`
 */
export async function startLdap(accepts: (user: string, password: string) => boolean): Promise<LdapServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    let pending = Buffer.alloc(0);
    socket.on("data", (data) => {
      pending = Buffer.concat([pending, data]);
      for (let message = readElement(pending); message; message = readElement(pending)) {
        pending = pending.subarray(message.end);
        const answer = answerTo(message.body, accepts);
        if (answer) socket.write(answer);
        else socket.end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Element {
  readonly tag: number;
  readonly body: Buffer;
  /** Where the next one begins. */
  readonly end: number;
}

/** One element of BER; undefined while it is not complete. */
function readElement(bytes: Buffer): Element | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return undefined;
  const size = first < 128 ? 0 : first - 128;
  if (bytes.length < 2 + size) return undefined;
  const length = size === 0 ? first : bytes.readUIntBE(2, size);
  const end = 2 + size + length;
  return bytes.length < end ? undefined : { tag, body: bytes.subarray(2 + size, end), end };
}

const BIND_REQUEST = 0x60;
const BIND_RESPONSE = 0x61;
const INVALID_CREDENTIALS = 49;

function answerTo(message: Buffer, accepts: (user: string, password: string) => boolean): Buffer | undefined {
  const id = readElement(message);
  const request = id && readElement(message.subarray(id.end));
  if (!id || request?.tag !== BIND_REQUEST) return undefined;
  const version = readElement(request.body);
  const name = version && readElement(request.body.subarray(version.end));
  const password = name && readElement(request.body.subarray(version.end + name.end));
  if (!name || !password) return undefined;
  const user = name.body.toString().replace(/^[^=]*=/, "");
  const result = accepts(user, password.body.toString()) ? 0 : INVALID_CREDENTIALS;
  const response = element(BIND_RESPONSE, element(0x0a, Buffer.from([result])), element(4), element(4));
  return element(0x30, element(2, id.body), response);
}

/** Answers are short, so one byte of length does. */
function element(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, body.length]), body]);
}
