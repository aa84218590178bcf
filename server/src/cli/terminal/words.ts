/** `1 file`, `2 files`, `3 fixes`. */
export function count(number: number, noun: string, ending = "s"): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : ending}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[], joint = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}
