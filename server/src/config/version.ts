/** An Agent version: major, minor, patch. */
export type Version = readonly [number, number, number];

/** The Agents that will read a file; both ends are included. The newest Agent has `Infinity` as its numbers. */
export interface VersionRange {
  readonly lowest: Version;
  readonly highest: Version;
  /** As the user wrote it; undefined when nothing was said and the newest Agent is assumed. */
  readonly text?: string;
}

const NEWEST: Version = [Infinity, Infinity, Infinity];
const OLDEST: Version = [0, 0, 0];
export const NEWEST_AGENT: VersionRange = { lowest: NEWEST, highest: NEWEST };

export function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < 3; i++) {
    const [left = 0, right = 0] = [a[i], b[i]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** `7.70` → 7.70.0. Undefined when the text is no version. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?$/.exec(text.trim());
  if (!match) return undefined;
  const part = (at: number) => (/^\d+$/.test(match[at] ?? "") ? Number(match[at]) : 0);
  return [part(1), part(2), part(3)];
}

/**
 * Reads a version (`7.70`, all of its patches; `7.70.1`) or a range of conditions that must all hold
 * (`>=7.60 <7.80`). Undefined when it is neither.
 */
export function parseVersionRange(text: string): VersionRange | undefined {
  const conditions = text
    .trim()
    .replace(/([<>]=?|=)\s+/g, "$1")
    .split(/[\s,]+/)
    .filter((part) => part !== "");
  if (conditions.length === 0) return undefined;
  let [lowest, highest]: [Version, Version] = [OLDEST, NEWEST];
  for (const condition of conditions) {
    const match = /^(>=|<=|>|<|=)?(.+)$/.exec(condition);
    const version = match?.[2] === undefined ? undefined : parseVersion(match[2]);
    if (!version || match?.[2] === undefined) return undefined;
    const [from, to] = bounds(
      match[1] ?? "=",
      version,
      match[2].split(".").filter((part) => /^v?\d+$/.test(part)).length,
    );
    if (compareVersions(from, lowest) > 0) lowest = from;
    if (compareVersions(to, highest) < 0) highest = to;
  }
  return compareVersions(lowest, highest) > 0 ? undefined : { lowest, highest, text: text.trim() };
}

/** What one condition allows; `=7.70` names all its patches. */
function bounds(operator: string, version: Version, parts: number): [Version, Version] {
  const [major, minor, patch] = version;
  const lastOfIt: Version =
    parts === 1 ? [major, Infinity, Infinity] : parts === 2 ? [major, minor, Infinity] : version;
  switch (operator) {
    case ">=":
      return [version, NEWEST];
    case ">":
      return [
        parts === 1 ? [major + 1, 0, 0] : parts === 2 ? [major, minor + 1, 0] : [major, minor, patch + 1],
        NEWEST,
      ];
    case "<=":
      return [OLDEST, lastOfIt];
    case "<":
      return [
        OLDEST,
        patch > 0
          ? [major, minor, patch - 1]
          : minor > 0
            ? [major, minor - 1, Infinity]
            : [major - 1, Infinity, Infinity],
      ];
    default:
      return [version, lastOfIt];
  }
}

/** True when some Agent of the range is older than `version`. */
export function reachesBelow(range: VersionRange, version: string): boolean {
  const limit = parseVersion(version);
  return limit !== undefined && compareVersions(range.lowest, limit) < 0;
}

/** True when every Agent of the range is older than `version`. */
export function liesBelow(range: VersionRange, version: string): boolean {
  const limit = parseVersion(version);
  return limit !== undefined && compareVersions(range.highest, limit) < 0;
}
