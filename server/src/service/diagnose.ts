import type { Settings } from "../config/settings";
import type { AgentDocument } from "../documents/document";
import type { Finding } from "../rules/finding";
import { ALL_RULES } from "../rules/registry";
import { runRules } from "../rules/run";

/**
 * Checks a file with every rule.
 *
 * @param signal stops the work by throwing its reason
 * @returns findings in the order of the text; none for a file that is no Agent configuration
 */
export function diagnose(document: AgentDocument, settings: Settings, signal?: AbortSignal): Finding[] {
  return runRules(ALL_RULES, document, settings, signal);
}
