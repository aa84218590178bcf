import { DEFAULT_SETTINGS } from "../config/settings";
import { openDocument } from "../documents/document";
import { ALL_RULES } from "../rules/registry";
import { runRules } from "../rules/run";
import type { MappingKind } from "./ports";

const TYPES = { intake: "aws_cloud_auth_intake_mapping", persona: "aws_cloud_auth_config" } as const;

export interface PatternOpinion {
  /** What keeps the mapping from working, as `rule-id: message`. */
  readonly errors: readonly string[];
  /** What is worth a thought. */
  readonly remarks: readonly string[];
}

/** What the lint says of a mapping before it is created: the same as of a file that holds its request. */
export function judgePattern(
  kind: MappingKind,
  arnPattern: string,
  accountIdentifier: string | undefined,
): PatternOpinion {
  const attributes = {
    ...(accountIdentifier === undefined ? {} : { account_identifier: accountIdentifier }),
    arn_pattern: arnPattern,
  };
  const text = JSON.stringify({ data: { type: TYPES[kind], attributes } }, null, 2);
  const detection = { kind: "identity-mapping", reason: "it is made here" } as const;
  const findings = runRules(ALL_RULES, openDocument(undefined, text, { detection }), DEFAULT_SETTINGS);
  const told = (isError: boolean) =>
    findings
      .filter(({ severity, rule }) => (severity === "error") === isError && rule.startsWith("arn-pattern/"))
      .map(({ rule, message }) => `${rule}: ${message}`);
  return { errors: told(true), remarks: told(false) };
}
