import { createServer, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { type Certificates, makeCertificate } from "./servers";
import {
  ENCRYPTION,
  errorAnswer,
  type Login,
  loginAnswer,
  MessageReader,
  packets,
  preloginAnswer,
  readBatch,
  readLogin7,
  rowAnswer,
  TYPE,
} from "./tds-messages";

/** How the stand-in behaves; may be changed while it runs. */
export interface TdsBehaviour {
  /** False: says that it cannot encrypt. */
  encrypts: boolean;
  /** Error number and message; undefined lets the login in. */
  refuse(login: Login): readonly [number: number, message: string] | undefined;
  /** The row that answers a query; undefined for none. */
  answer(sql: string): Readonly<Record<string, string>> | undefined;
}

export interface TdsServer {
  readonly port: number;
  readonly certificates: Certificates;
  readonly logins: Login[];
  readonly queries: string[];
  /** Everything that came in before TLS, as it came. */
  readonly plain: () => Buffer;
  close(): Promise<void>;
}

/** A stand-in for SQL Server that speaks its protocol: prelogin, TLS inside of it, the login, and batches. */
export async function startTds(behaviour: TdsBehaviour): Promise<TdsServer> {
  const certificates = await makeCertificate();
  const logins: Login[] = [];
  const queries: string[] = [];
  const plain: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    serve(socket, (type, body, reply) => {
      if (type === TYPE.login) {
        const login = readLogin7(body);
        logins.push(login);
        const refusal = behaviour.refuse(login);
        reply(refusal ? errorAnswer(...refusal) : loginAnswer(login.token !== undefined));
      } else if (type === TYPE.batch) {
        const sql = readBatch(body);
        if (!/^set /i.test(sql.trim())) queries.push(sql);
        reply(rowAnswer(behaviour.answer(sql)));
      }
    });
  });

  function serve(socket: Socket, handle: Handle): void {
    let tunnel: Tunnel | undefined;
    let handshaking = false;
    const reader = new MessageReader((type, body) => {
      if (type !== TYPE.prelogin) handle(type, body, (answer) => socket.write(answer));
      else if (!handshaking) {
        handshaking = behaviour.encrypts;
        socket.write(preloginAnswer(behaviour.encrypts ? ENCRYPTION.on : ENCRYPTION.notSupported));
      } else {
        tunnel ??= new Tunnel(socket, certificates, handle);
        tunnel.handshake(body);
      }
    });
    socket.on("data", (data) => {
      if (tunnel?.isOpen) tunnel.receive(data);
      else {
        plain.push(data);
        reader.read(data);
      }
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    certificates,
    logins,
    queries,
    plain: () => Buffer.concat(plain),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Handle = (type: number, body: Buffer, reply: (answer: Buffer) => void) => void;

/** TLS whose handshake travels in prelogin messages, one for each side's turn, and whose records then go bare. */
class Tunnel {
  readonly #socket: Socket;
  readonly #wire: Duplex;
  #turn: Buffer[] = [];
  #isLastTurn = false;
  isOpen = false;

  constructor(socket: Socket, { cert, key }: Certificates, handle: Handle) {
    this.#socket = socket;
    this.#wire = new Duplex({
      read: () => {},
      write: (chunk: Buffer, _encoding, done) => {
        if (this.isOpen) socket.write(chunk);
        else this.#turn.push(chunk);
        done();
      },
    });
    const tls = new TLSSocket(this.#wire, { isServer: true, cert, key, maxVersion: "TLSv1.2" });
    tls.on("error", () => socket.destroy());
    const reader = new MessageReader((type, body) => handle(type, body, (answer) => tls.write(answer)));
    tls.on("data", (data) => reader.read(data));
    tls.once("secure", () => {
      this.#isLastTurn = true;
    });
  }

  handshake(records: Buffer): void {
    this.#wire.push(records);
    // what the server has to say to this comes in several pieces, and belongs into one message
    setTimeout(() => this.#endTurn(), 20);
  }

  receive(records: Buffer): void {
    this.#wire.push(records);
  }

  #endTurn(): void {
    if (this.#turn.length === 0 || this.isOpen) return;
    this.#socket.write(packets(TYPE.prelogin, Buffer.concat(this.#turn)));
    this.#turn = [];
    this.isOpen = this.#isLastTurn;
  }
}
