/**
 * The candidate that a word was most likely meant to be, or undefined when none is close. Case and the
 * difference between `-`, `_` and a blank count for nothing; two swapped letters count once. Words of several
 * parts are compared part by part too, so that `metric_suffix` is never taken for `metric_prefix`.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = shapeOf(word);
  let best: string | undefined;
  let bestDistance = limitFor(wanted.folded.length) + 1;
  let reordered: string | undefined;
  for (const candidate of candidates) {
    const shape = candidateShape(candidate);
    if (reordered === undefined && sameParts(wanted, shape)) reordered = candidate;
    const lengths = Math.abs(shape.folded.length - wanted.folded.length);
    if (lengths >= bestDistance || partsDiffer(wanted, shape)) continue;
    const distance = editDistance(wanted.folded, shape.folded, bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best ?? reordered;
}

/** A word in the forms that it is compared in. */
interface Shape {
  readonly folded: string;
  readonly parts: readonly string[];
  /** The parts in the singular and in order, as one text. */
  readonly stems: string;
}

function shapeOf(word: string): Shape {
  const folded = word.toLowerCase().replace(/[- ]/g, "_");
  const parts = folded.split("_");
  const stems = parts.map((part) => (part.length > 3 ? part.replace(/s$/, "") : part)).sort();
  return { folded, parts, stems: stems.join("_") };
}

const shapes = new Map<string, Shape>();

/** Option names are compared again with every unknown key, so that their shapes are kept. */
function candidateShape(name: string): Shape {
  let shape = shapes.get(name);
  if (!shape) {
    shape = shapeOf(name);
    if (shapes.size < 10_000) shapes.set(name, shape);
  }
  return shape;
}

/** Mistakes that a word of this length may hold and still be recognised. */
function limitFor(length: number): number {
  if (length <= 3) return 0;
  if (length <= 5) return 1;
  return length <= 12 ? 2 : 3;
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
function partsDiffer({ parts: left }: Shape, { parts: right }: Shape): boolean {
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
function sameParts(a: Shape, b: Shape): boolean {
  if (b.folded === `${a.folded}s`) return true;
  return a.parts.length > 1 && a.parts.length === b.parts.length && a.stems === b.stems;
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
