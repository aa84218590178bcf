import { TextDecoder } from "node:util";

// Stands in for iconv-lite in the drivers' bundles: Node has the same tables in its own decoders. The drivers encode
// only what is not in Unicode, and nothing that they send for us is.

/** Code pages of Windows whose names the Encoding Standard does not know. */
const STANDARD_NAMES: Readonly<Record<string, string>> = {
  cp874: "windows-874",
  cp932: "shift_jis",
  cp936: "gbk",
  cp949: "euc-kr",
  cp950: "big5",
};

/** @returns the text; of an encoding that Node does not know either, what is ASCII in it is right */
export function decode(bytes: Uint8Array, encoding: string): string {
  return decoderOf(encoding).decode(bytes);
}

/** The same as an object, as MySQL's driver keeps one for each encoding. */
export function getDecoder(encoding: string) {
  const decoder = decoderOf(encoding);
  return { write: (bytes: Uint8Array) => decoder.decode(bytes), end: () => undefined };
}

export default { decode, getDecoder };

function decoderOf(encoding: string): TextDecoder {
  const name = encoding.toLowerCase();
  try {
    return new TextDecoder(STANDARD_NAMES[name] ?? name);
  } catch {
    return new TextDecoder("latin1");
  }
}
