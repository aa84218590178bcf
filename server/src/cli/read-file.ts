import { lstat, readFile, stat } from "node:fs/promises";
import { type Decoded, decode, type SourceEncoding } from "../model/encoding";
import { UnusableFile } from "./check/problem";

/** No Agent configuration is larger; the Agent's own template has 0.2 MB. */
const LIMIT_BYTES = 10 * 1024 * 1024;

/** Reads a file whole. Throws `UnusableFile` for what cannot be a configuration, and the system's errors. */
export async function readSource(path: string): Promise<Decoded> {
  const info = await stat(path).catch(async (error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw missing && (await isLink(path))
      ? new UnusableFile("is a symbolic link to a file that does not exist")
      : error;
  });
  if (info.isDirectory()) throw new UnusableFile("is a folder");
  if (!info.isFile()) throw new UnusableFile("is no regular file");
  refuseOversize(info.size);
  return toSource(await readFile(path));
}

/** True for a symbolic link, even when it leads nowhere. */
async function isLink(path: string): Promise<boolean> {
  const info = await lstat(path).catch(() => undefined);
  return info?.isSymbolicLink() === true;
}

/** Reads standard input to its end, under the same limits as a file. */
export async function readStdin(): Promise<Decoded> {
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

function toSource(bytes: Uint8Array): Decoded {
  const source = decode(bytes);
  if (source.damage?.kind === "binary") throw new UnusableFile("is binary, not text");
  return source;
}

/**
 * The bytes of a changed text, in the encoding that its file had. Throws for a file that is not in UTF-8,
 * because what the Agent makes of such a file is for a person to settle.
 */
export function encodeAs({ encoding, byteOrderMark, damage }: SourceEncoding, text: string): Buffer {
  if (damage || !encoding.startsWith("utf-8")) throw new Error("the file is not encoded as UTF-8");
  return Buffer.from(byteOrderMark ? `\uFEFF${text}` : text, "utf8");
}
