/**
 * Holds a text against a pattern of IAM, in which `*` stands for any characters and `?` for one. Takes time
 * proportional to both lengths, whatever they hold. IAM compares actions without their case: pass both in
 * lower case.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let [at, next] = [0, 0];
  /** Where the last asterisk stands, and how far into the text it reaches so far. */
  let [star, reach] = [-1, 0];
  while (next < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      reach = next;
    } else if (pattern[at] === "?" || pattern[at] === text[next]) {
      at++;
      next++;
    } else if (star >= 0) {
      at = star + 1;
      next = ++reach;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
