import { readFile, stat } from "node:fs/promises";
import { UnusableFile } from "./check/problem";

/** No Agent configuration is larger; the Agent's own template has 0.2 MB. */
const LIMIT_BYTES = 10 * 1024 * 1024;

/** A text and how it stood in its file, so that it can be written back the same way. */
export interface SourceText {
  /** Without the byte order mark. */
  readonly text: string;
  readonly bom: boolean;
  /** True when the bytes are UTF-8 without fault, so that encoding the text gives the same bytes. */
  readonly utf8: boolean;
}

/** Reads a file whole. Throws `UnusableFile` for what cannot be a configuration, and the system's errors. */
export async function readSource(path: string): Promise<SourceText> {
  const info = await stat(path);
  if (info.isDirectory()) throw new UnusableFile("is a folder");
  if (!info.isFile()) throw new UnusableFile("is no regular file");
  refuseOversize(info.size);
  return toSource(await readFile(path));
}

/** Reads standard input to its end, under the same limits as a file. */
export async function readStdin(): Promise<SourceText> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunk.length;
    refuseOversize(size);
  }
  return toSource(Buffer.concat(chunks));
}

function refuseOversize(bytes: number): void {
  if (bytes <= LIMIT_BYTES) return;
  const size = `${Math.ceil(bytes / 1024 / 1024)} MB`;
  throw new UnusableFile(
    `is too large to be an Agent configuration (${size}; ddconf reads up to ${LIMIT_BYTES / 1024 / 1024} MB)`,
  );
}

function toSource(bytes: Buffer): SourceText {
  const utf16 = utf16Of(bytes);
  if (!utf16 && bytes.subarray(0, 8192).includes(0)) throw new UnusableFile("is binary, not text");
  const text = new TextDecoder(utf16 ?? "utf-8").decode(bytes);
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text, bom, utf8: encode(text, bom).equals(bytes) };
}

function utf16Of(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

/** The bytes of a text in UTF-8. */
export function encode(text: string, bom: boolean): Buffer {
  return Buffer.from(bom ? `\uFEFF${text}` : text, "utf8");
}
