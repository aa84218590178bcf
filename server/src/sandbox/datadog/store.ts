import { randomUUID } from "node:crypto";
import { matchCaller } from "../../model/aws/arn-pattern";
import { FIRST_PATTERN } from "../known";

export interface Mapping {
  readonly id: string;
  readonly arnPattern: string;
  /** Whom a persona mapping makes the caller. */
  readonly account?: { readonly identifier: string; readonly uuid: string };
}

export type MappingKind = "intake" | "persona";

/** The mappings of the one organization. */
export type Mappings = Readonly<Record<MappingKind, Map<string, Mapping>>>;

export function createMappings(): Mappings {
  const mappings: Mappings = { intake: new Map(), persona: new Map() };
  const first = { id: randomUUID(), arnPattern: FIRST_PATTERN };
  mappings.intake.set(first.id, first);
  return mappings;
}

/** The mapping that a caller has, by the rules of Datadog. */
export function mappingOf(mappings: Mappings, kind: MappingKind, arn: string): Mapping | undefined {
  return [...mappings[kind].values()].find(({ arnPattern }) => matchCaller(arnPattern, arn).matches);
}
