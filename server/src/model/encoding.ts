export type Encoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be";

/** How the bytes of a file stand for its text. */
export interface SourceEncoding {
  readonly encoding: Encoding;
  /** True when a byte order mark stood in front, which is not part of the text. */
  readonly byteOrderMark: boolean;
  /** What cannot be read, and where in the text. `binary` is no text at all. */
  readonly damage?: { readonly kind: "invalid" | "binary"; readonly at: number };
}

export interface Decoded extends SourceEncoding {
  /** Without a byte order mark; what could not be read is U+FFFD. */
  readonly text: string;
}

/**
 * Turns the bytes of a file into text, whatever an editor on Windows made of it. UTF-16 without a byte order
 * mark is known by its zero bytes. Never throws.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, 0xff, 0xfe)) return utf16(bytes.subarray(2), "utf-16le", true);
  if (startsWith(bytes, 0xfe, 0xff)) return utf16(bytes.subarray(2), "utf-16be", true);
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return utf8(bytes.subarray(3), "utf-8-bom");
  const wide = guessUtf16(bytes);
  return wide ? utf16(bytes, wide, false) : utf8(bytes, "utf-8");
}

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function utf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be", byteOrderMark: boolean): Decoded {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  const at = text.indexOf("\uFFFD");
  return { text, encoding, byteOrderMark, ...(at < 0 ? {} : { damage: { kind: "invalid", at } }) };
}

function utf8(bytes: Uint8Array, encoding: "utf-8" | "utf-8-bom"): Decoded {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const decoded = { text, encoding, byteOrderMark: encoding === "utf-8-bom" };
  const zero = text.indexOf("\0");
  if (zero >= 0) return { ...decoded, damage: { kind: "binary", at: zero } };
  const at = text.includes("\uFFFD") ? firstBadPlace(bytes) : undefined;
  return at === undefined ? decoded : { ...decoded, damage: { kind: "invalid", at } };
}

/** Offset in the text of the first byte that is no UTF-8; a U+FFFD that the file itself holds is none. */
function firstBadPlace(bytes: Uint8Array): number | undefined {
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (lengthOfPrefix(bytes, middle) === undefined) bad = middle;
    else good = middle;
  }
  if (bad <= bytes.length) return lengthOfPrefix(bytes, bad - 1);
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return lengthOfPrefix(bytes, bytes.length); // the last character is cut off
  }
}

/** Characters in the first bytes, without one that they cut in two; undefined when they are no UTF-8. */
function lengthOfPrefix(bytes: Uint8Array, count: number): number | undefined {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes.subarray(0, count), { stream: true }).length;
  } catch {
    return undefined;
  }
}

/** Configuration is mostly ASCII, so that in UTF-16 most bytes at even or at odd places are zero. */
function guessUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const pairs = Math.min(bytes.length >> 1, 512);
  const zeros = { even: 0, odd: 0 };
  for (let index = 0; index < pairs; index++) {
    if (bytes[2 * index] === 0) zeros.even++;
    if (bytes[2 * index + 1] === 0) zeros.odd++;
  }
  if (pairs === 0 || Math.max(zeros.even, zeros.odd) < pairs * 0.6) return undefined;
  if (Math.min(zeros.even, zeros.odd) > pairs * 0.1) return undefined;
  return zeros.odd > zeros.even ? "utf-16le" : "utf-16be";
}
