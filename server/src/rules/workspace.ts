import type { Rule, RuleDefinition, WorkspaceReport } from "./define";
import type { DocumentFacts, Place } from "./facts";
import type { Finding } from "./finding";
import type { RuleSet } from "./run";

/**
 * Runs the rules that look at several files at once.
 *
 * @param facts what the files say; their order does not matter
 * @returns findings by the path of the file that they stand in, for `runRules` to take up with that file's
 *   settings and comments
 */
export function runWorkspaceRules(
  rules: RuleSet,
  facts: readonly DocumentFacts[],
): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  const sorted = [...facts].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const rule of (rules.get("workspace") ?? []).filter(isAcrossFiles)) {
    rule.check(sorted, (at, report) => {
      const findings = found.get(at.path) ?? [];
      findings.push(toFinding(rule, at, report));
      found.set(at.path, findings);
    });
  }
  return found;
}

function isAcrossFiles(rule: Rule): rule is RuleDefinition<"workspace"> {
  return rule.appliesTo === "workspace";
}

function toFinding(rule: Rule, at: Place, { message, severity, related }: WorkspaceReport): Finding {
  return {
    rule: rule.id,
    severity: severity ?? rule.severity,
    message,
    span: at.span,
    fixes: [],
    related: related.map(({ at: { path, span }, message }) => ({
      ...(path === at.path ? {} : { path }),
      span,
      message,
    })),
  };
}
