import { NEWEST_AGENT, type VersionRange } from "./version";

/** How bad a finding is, by what the running Agent does with the mistake. */
export type Severity = "error" | "warning" | "information" | "hint";

export const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

/** True when `severity` is at least as bad as `threshold`. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** What the user told ddconf about a file: from `.ddconf.yaml`, the editor, or the command line. */
export interface Settings {
  readonly agentVersion: VersionRange;
  /** Site of files that name none. */
  readonly site?: string | undefined;
  readonly severities: ReadonlyMap<string, Severity | "off">;
}

export const DEFAULT_SETTINGS: Settings = { agentVersion: NEWEST_AGENT, severities: new Map() };
