import { DEFAULT_SETTINGS } from "../config/settings";
import type { AgentDocument } from "../documents/document";
import { matchCaller } from "../model/aws/arn-pattern";
import { placeholderIn } from "../model/placeholder";
import type { Range } from "../model/text";
import { factsOf } from "../rules/facts";
import { MAPPING_TYPES } from "../rules/support/mapping-types";

/** A pattern of a mapping, held against a caller. */
export interface PatternMatch {
  readonly range: Range;
  readonly pattern: string;
  /** `intake` gives the caller an API key, `persona` lets it act as an account; undefined when nothing says so. */
  readonly mapping: "intake" | "persona" | undefined;
  readonly matches: boolean;
  /** Why, as a clause. */
  readonly because: string;
}

/** Holds every pattern of a mapping request against a caller, in the order of the file. */
export function matchMapping(document: AgentDocument, caller: string): PatternMatch[] {
  const mappings = factsOf(document, "", DEFAULT_SETTINGS)?.mappings ?? [];
  return mappings.map(({ pattern, at, type }) => ({
    range: document.lines.range(at.span),
    pattern,
    mapping: type === undefined ? undefined : MAPPING_TYPES.get(type),
    ...judge(pattern, caller),
  }));
}

function judge(pattern: string, caller: string): Pick<PatternMatch, "matches" | "because"> {
  const open = placeholderIn(pattern);
  return open
    ? { matches: false, because: `the pattern is not filled in yet: \`${open.text}\`` }
    : matchCaller(pattern, caller);
}

const CALLER =
  /^arn:aws(?:-[a-z]+)*:(?:sts::\d{12}:(?:assumed-role\/[^/*?]+\/[^/*?]+|federated-user\/[^/*?]+)|iam::\d{12}:(?:user\/[^*?]+|root))$/;
const ASK = "`aws sts get-caller-identity --query Arn --output text` prints it.";

/** What to write instead when no caller can have this ARN; undefined when it is fine. */
export function callerProblem(caller: string): string | undefined {
  if (CALLER.test(caller)) return undefined;
  const role = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(caller);
  if (role)
    return `${caller} is the ARN of a role. A caller shows the ARN of a session: arn:${role[1]}:sts::${role[2]}:assumed-role/${role[3]}/<session>. ${ASK}`;
  if (/[*?]/.test(caller)) return `${caller} is a pattern. Write the ARN of one caller; ${ASK}`;
  if (/^arn:[^:]*:sts:.*:assumed-role\/[^/]+\/?$/.test(caller))
    return `${caller} lacks the session behind the role's name. ${ASK}`;
  return `${caller} is not the ARN of a caller, such as arn:aws:sts::123456789012:assumed-role/datadog-agent/i-0123456789abcdef0. ${ASK}`;
}
