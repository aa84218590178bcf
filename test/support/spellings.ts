/** A secret as it is, and as a log, a URL, a report or a message might write it. */
export function spellings(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
    Buffer.from(secret).toString("hex"),
    JSON.stringify(secret).slice(1, -1),
  ];
}
