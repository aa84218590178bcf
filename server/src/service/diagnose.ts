import type { Settings } from "../config/settings";
import type { AgentDocument } from "../documents/document";
import type { DocumentFacts } from "../rules/facts";
import type { Finding } from "../rules/finding";
import { ALL_RULES } from "../rules/registry";
import { runRules } from "../rules/run";
import { runWorkspaceRules } from "../rules/workspace";

/**
 * Checks a file with every rule.
 *
 * @param signal stops the work by throwing its reason
 * @param across what `diagnoseWorkspace` found in the file
 * @returns findings in the order of the text; none for a file that is no Agent configuration
 */
export function diagnose(
  document: AgentDocument,
  settings: Settings,
  signal?: AbortSignal,
  across?: readonly Finding[],
): Finding[] {
  return runRules(ALL_RULES, document, settings, signal, across);
}

/**
 * Holds files against each other.
 *
 * @returns findings by the path of the file that they stand in, before the settings and comments of that file:
 *   they go into `diagnose`
 */
export function diagnoseWorkspace(facts: readonly DocumentFacts[]): ReadonlyMap<string, readonly Finding[]> {
  return runWorkspaceRules(ALL_RULES, facts);
}
