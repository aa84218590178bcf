import type { Overrides } from "./loader";
import { asSeverity } from "./project";
import type { Severity } from "./settings";
import { parseVersionRange } from "./version";

/**
 * Reads the section `ddconf` of an editor's settings. What the user left empty overrides nothing, and values
 * that make no sense are left out.
 */
export function readEditorSettings(section: unknown): Overrides {
  const { agentVersion, site, rules } = (isRecord(section) ? section : {}) as Record<string, unknown>;
  const version = text(agentVersion);
  return {
    agentVersion: version === undefined ? undefined : parseVersionRange(version),
    site: text(site),
    severities: severities(rules),
  };
}

function severities(rules: unknown): ReadonlyMap<string, Severity | "off"> {
  const found = new Map<string, Severity | "off">();
  for (const [id, word] of isRecord(rules) ? Object.entries(rules) : []) {
    const severity = typeof word === "string" ? asSeverity(word) : undefined;
    if (severity) found.set(id, severity);
  }
  return found;
}

function text(value: unknown): string | undefined {
  const trimmed = typeof value === "string" ? value.trim() : "";
  return trimmed === "" ? undefined : trimmed;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** False when the user switched ddconf off for a resource. */
export function isEnabled(section: unknown): boolean {
  return !isRecord(section) || section.enable !== false;
}

/** What an editor draws into the text besides findings; each is on unless the user switched it off. */
export interface Extras {
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
}

/** Reads `inlayHints.enable` and `codeLens.enable` of the section `ddconf`. */
export function readExtras(section: unknown): Extras {
  const isOn = (name: string) => !isRecord(section) || isEnabled(section[name]);
  return { inlayHints: isOn("inlayHints"), codeLens: isOn("codeLens") };
}
