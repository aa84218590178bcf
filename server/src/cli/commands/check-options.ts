import { InvalidArgumentError } from "commander";
import type { Overrides } from "../../config/loader";
import type { Severity } from "../../config/settings";
import { parseVersionRange, type VersionRange } from "../../config/version";
import type { FormatName } from "../formats/index";

/** Options of `ddconf check`, as commander hands them over. */
export interface CheckOptions {
  readonly format: FormatName;
  readonly severity?: Severity;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
  readonly explainKind?: boolean;
  readonly agentVersion?: VersionRange;
  readonly site?: string;
  readonly config?: string;
  readonly stdinFilename?: string;
}

export function overridesOf({ agentVersion, site }: CheckOptions): Overrides {
  return { agentVersion, site };
}

/** Reads the value of `--agent-version`. */
export function readAgentVersion(text: string): VersionRange {
  const range = parseVersionRange(text);
  if (!range) throw new InvalidArgumentError("Write a version (7.70) or a range ('>=7.60 <7.80').");
  return range;
}
