import { compareVersions, parseVersion, type VersionRange } from "../../config/version";

/** True when some Agent of the range is `first` or newer, and older than `end`. */
export function includesSome(range: VersionRange, first: string, end: string): boolean {
  const [from, to] = [parseVersion(first), parseVersion(end)];
  return (
    from !== undefined &&
    to !== undefined &&
    compareVersions(range.lowest, to) < 0 &&
    compareVersions(range.highest, from) >= 0
  );
}
