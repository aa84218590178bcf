/** Compares a server's version with a limit by its leading numbers: `9.6`, `15.4`, `2019`. */
export function isAtLeast(version: string, limit: string): boolean {
  const [left, right] = [numbers(version), numbers(limit)];
  for (let at = 0; at < right.length; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** True for what can be compared: one to four numbers with dots between them. */
export function isServerVersion(text: string): boolean {
  return /^\d{1,4}(?:\.\d{1,5}){0,3}$/.test(text);
}

function numbers(version: string): number[] {
  return version.split(".").map(Number);
}
