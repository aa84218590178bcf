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

/** What windows-1252 has where Latin 1 has control characters, from 0x80 on. */
const WESTERN =
  "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";

/** @returns the text; of an encoding that Node does not know either, what is ASCII in it is right */
export function decode(bytes: Uint8Array, encoding: string): string {
  const decoder = decoderOf(encoding);
  const text = decoder.decode(bytes);
  // Node before version 23 takes windows-1252 for Latin 1
  return decoder.encoding === "windows-1252"
    ? text.replace(/[\x80-\x9f]/g, (control) => WESTERN.charAt(control.charCodeAt(0) - 0x80))
    : text;
}

/** The same as an object, as MySQL's driver wants it. */
export function getDecoder(encoding: string) {
  return { write: (bytes: Uint8Array) => decode(bytes, encoding), end: () => undefined };
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
