/**
 * The candidate that a word was most likely meant to be, or undefined when none is close. Case and the
 * difference between `-`, `_` and a blank count for nothing; two swapped letters count once. Words of several
 * parts are compared part by part too, so that `metric_suffix` is never taken for `metric_prefix`.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(word);
  let best: string | undefined;
  let bestDistance = limitFor(wanted.length) + 1;
  let reordered: string | undefined;
  for (const candidate of candidates) {
    const name = foldName(candidate);
    if (reordered === undefined && sameParts(wanted, name)) reordered = candidate;
    if (Math.abs(name.length - wanted.length) >= bestDistance || partsDiffer(wanted, name)) continue;
    const distance = editDistance(wanted, name, bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best ?? reordered;
}

/** Mistakes that a word of this length may hold and still be recognised. */
function limitFor(length: number): number {
  if (length <= 3) return 0;
  if (length <= 5) return 1;
  return length <= 12 ? 2 : 3;
}

const folded = new Map<string, string>();

/** Option names come again with every unknown key, so that their folded forms are kept. */
function foldName(name: string): string {
  let form = folded.get(name);
  if (form === undefined) {
    form = fold(name);
    if (folded.size < 10_000) folded.set(name, form);
  }
  return form;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[- ]/g, "_");
}

/** Words that are as close in letters as they are far in meaning. */
const OPPOSITES = new Map(
  ["include/exclude", "min/max", "enable/disable", "enabled/disabled", "prefix/suffix", "read/write"].flatMap(
    (pair): [string, string][] => {
      const [a = "", b = ""] = pair.split("/");
      return [
        [a, b],
        [b, a],
      ];
    },
  ),
);

/** True when two words have as many parts and some pair of them cannot be one word misspelled. */
function partsDiffer(a: string, b: string): boolean {
  const [left, right] = [a.split("_"), b.split("_")];
  if (left.length !== right.length) return false;
  return left.some((part, index) => {
    const other = right[index] ?? "";
    if (OPPOSITES.get(part) === other) return true;
    if (/^\d$/.test(part) && /^\d$/.test(other)) return false;
    const limit = limitFor(Math.max(part.length, other.length));
    return editDistance(part, other, limit + 1) > limit;
  });
}

/** True for the same parts in another order, in singular or plural: `timeouts_query`, `query_timeout`. */
function sameParts(a: string, b: string): boolean {
  if (b === `${a}s`) return true;
  if (!a.includes("_") || Math.abs(a.length - b.length) > 3) return false;
  const [left, right] = [stems(a), stems(b)];
  return left.length > 1 && left.length === right.length && left.every((stem, at) => stem === right[at]);
}

function stems(word: string): string[] {
  return word
    .split("_")
    .map((part) => (part.length > 3 ? part.replace(/s$/, "") : part))
    .sort();
}

/** Damerau–Levenshtein distance (optimal string alignment); anything from `limit` on is `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let twoAgo: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) distance = Math.min(distance, (twoAgo[j - 2] ?? 0) + 1);
      row.push(distance);
    }
    if (Math.min(...row) >= limit) return limit;
    [twoAgo, previous] = [previous, row];
  }
  return Math.min(previous[b.length] ?? limit, limit);
}
