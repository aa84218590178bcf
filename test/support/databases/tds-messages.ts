/** The messages of TDS 7.4 as far as a login and a few answers need them ([MS-TDS]). */

export const TYPE = { batch: 0x01, answer: 0x04, login: 0x10, prelogin: 0x12 } as const;
const HEADER = 8;
const LAST = 0x01;
const PACKET = 4096;

/** A message in packets. */
export function packets(type: number, body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at === 0 || at < body.length; at += PACKET - HEADER) {
    const piece = body.subarray(at, at + PACKET - HEADER);
    const header = Buffer.alloc(HEADER);
    header.writeUInt8(type, 0);
    header.writeUInt8(at + PACKET - HEADER >= body.length ? LAST : 0, 1);
    header.writeUInt16BE(piece.length + HEADER, 2);
    header.writeUInt8(1, 6);
    parts.push(header, piece);
  }
  return Buffer.concat(parts);
}

/** Puts packets together to messages. */
export class MessageReader {
  #pending = Buffer.alloc(0);
  #parts: Buffer[] = [];
  readonly #onMessage: (type: number, body: Buffer) => void;

  constructor(onMessage: (type: number, body: Buffer) => void) {
    this.#onMessage = onMessage;
  }

  read(data: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, data]);
    while (this.#pending.length >= HEADER) {
      const length = this.#pending.readUInt16BE(2);
      if (this.#pending.length < length) return;
      const packet = this.#pending.subarray(0, length);
      this.#pending = this.#pending.subarray(length);
      this.#parts.push(packet.subarray(HEADER));
      if ((packet.readUInt8(1) & LAST) === 0) continue;
      const body = Buffer.concat(this.#parts);
      this.#parts = [];
      this.#onMessage(packet.readUInt8(0), body);
    }
  }
}

export const ENCRYPTION = { on: 1, notSupported: 2 } as const;

/** What the server says before the login. */
export function preloginAnswer(encryption: number): Buffer {
  const options: (readonly [number, Buffer])[] = [
    [0x00, Buffer.from([16, 0, 0, 0, 0, 0])],
    [0x01, Buffer.from([encryption])],
    [0x06, Buffer.from([1])],
  ];
  const table = Buffer.alloc(options.length * 5 + 1);
  let offset = table.length;
  options.forEach(([token, data], index) => {
    table.writeUInt8(token, index * 5);
    table.writeUInt16BE(offset, index * 5 + 1);
    table.writeUInt16BE(data.length, index * 5 + 3);
    offset += data.length;
  });
  table.writeUInt8(0xff, table.length - 1);
  return packets(TYPE.answer, Buffer.concat([table, ...options.map(([, data]) => data)]));
}

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Undefined for a login with a password. */
  readonly token: string | undefined;
}

export function readLogin7(body: Buffer): Login {
  const text = (at: number) => {
    const start = body.readUInt16LE(at);
    return body.subarray(start, start + body.readUInt16LE(at + 2) * 2);
  };
  const scrambled = Buffer.from(text(44)).map((byte) => {
    const plain = byte ^ 0xa5;
    return ((plain << 4) | (plain >> 4)) & 0xff;
  });
  const hasExtensions = (body.readUInt8(27) & 0x10) !== 0;
  return {
    user: text(40).toString("utf16le"),
    password: Buffer.from(scrambled).toString("utf16le"),
    database: text(68).toString("utf16le"),
    token: hasExtensions ? tokenIn(body, body.readUInt32LE(body.readUInt16LE(56))) : undefined,
  };
}

const FEDERATED = 0x02;
const SECURITY_TOKEN = 0x01;

/** Reads the list of feature extensions for that of federated authentication with a token at hand. */
function tokenIn(body: Buffer, start: number): string | undefined {
  for (let at = start; body.readUInt8(at) !== 0xff; ) {
    const length = body.readUInt32LE(at + 1);
    const data = body.subarray(at + 5, at + 5 + length);
    if (body.readUInt8(at) === FEDERATED && data.readUInt8(0) >> 1 === SECURITY_TOKEN)
      return data.subarray(5, 5 + data.readUInt32LE(1)).toString("utf16le");
    at += 5 + length;
  }
  return undefined;
}

/** Reads the SQL of a batch, behind its headers. */
export function readBatch(body: Buffer): string {
  return body.subarray(body.readUInt32LE(0)).toString("utf16le");
}

export function loginAnswer(withToken: boolean): Buffer {
  const name = shortText("Test server");
  const ack = Buffer.concat([Buffer.from([1, 0x74, 0, 0, 4]), name, Buffer.from([16, 0, 0, 0])]);
  const feature = withToken ? Buffer.from([0xae, FEDERATED, 0, 0, 0, 0, 0xff]) : Buffer.alloc(0);
  return packets(TYPE.answer, Buffer.concat([token(0xad, ack), feature, done()]));
}

export function errorAnswer(number: number, message: string): Buffer {
  const fixed = Buffer.alloc(6);
  fixed.writeUInt32LE(number, 0);
  fixed.writeUInt8(1, 4);
  fixed.writeUInt8(14, 5);
  const text = Buffer.from(message, "utf16le");
  const length = Buffer.alloc(2);
  length.writeUInt16LE(message.length);
  const body = Buffer.concat([fixed, length, text, shortText("test"), shortText(""), Buffer.alloc(4)]);
  return packets(TYPE.answer, Buffer.concat([token(0xaa, body), done(0x02)]));
}

/** One row; all values are nvarchar, as a test reads them. */
export function rowAnswer(row: Readonly<Record<string, string>> | undefined): Buffer {
  if (!row) return packets(TYPE.answer, done());
  const names = Object.keys(row);
  const count = Buffer.alloc(2);
  count.writeUInt16LE(names.length);
  const columns = names.map((name) =>
    Buffer.concat([
      Buffer.from([0, 0, 0, 0, 1, 0, 0xe7, 0x40, 0x1f, 0x09, 0x04, 0xd0, 0x00, 0x34]),
      shortText(name),
    ]),
  );
  const values = Object.values(row).map((value) => {
    const length = Buffer.alloc(2);
    length.writeUInt16LE(value.length * 2);
    return Buffer.concat([length, Buffer.from(value, "utf16le")]);
  });
  return packets(
    TYPE.answer,
    Buffer.concat([Buffer.from([0x81]), count, ...columns, Buffer.from([0xd1]), ...values, done()]),
  );
}

function token(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(3);
  head.writeUInt8(type, 0);
  head.writeUInt16LE(body.length, 1);
  return Buffer.concat([head, body]);
}

function done(status = 0): Buffer {
  const body = Buffer.alloc(13);
  body.writeUInt8(0xfd, 0);
  body.writeUInt16LE(status, 1);
  return body;
}

function shortText(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text, "utf16le")]);
}
