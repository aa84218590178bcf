import { parseArn } from "../../model/aws/arn";
import { matchesGlob } from "../../model/aws/glob";
import { closest } from "../../schema/similar";
import type { DocumentFacts, Stated } from "../facts";

/** A `role_arn` or an entry of a policy, known to be the ARN of a role. */
export interface RoleFact extends Stated {
  readonly text: string;
  readonly account: string;
  /** The role's name without its path. */
  readonly name: string;
}

/** Roles that instances assume, and what policies say of them. */
export interface AssumedRoles {
  /** Each `role_arn` of an instance that logs in with IAM. */
  readonly wanted: readonly RoleFact[];
  /** Resources of `sts:AssumeRole`, wildcards among them. */
  readonly allowed: readonly RoleFact[];
  /** Those that cover a role which some instance wants. */
  readonly used: ReadonlySet<RoleFact>;
  /** The one permission there is, where there is but one role to want it. */
  readonly only: RoleFact | undefined;
}

/** @returns undefined where something hidden, or a permission for every role, may allow them all */
export function assumedRoles(workspace: readonly DocumentFacts[]): AssumedRoles | undefined {
  if (workspace.some(({ complete }) => !complete)) return undefined;
  const resources = workspace.flatMap((facts) => facts.assumableRoles);
  const allowed = resources.flatMap((resource) => toRole(resource) ?? []);
  if (allowed.length < resources.length) return undefined;
  const wanted = workspace
    .flatMap((facts) => facts.databases)
    .filter(({ login }) => login === "aws-iam")
    .flatMap(({ roleArn }) => (roleArn && toRole(roleArn)) ?? []);
  const texts = [...new Set(wanted.map(({ text }) => text))];
  return {
    wanted,
    allowed,
    used: new Set(allowed.filter(({ text }) => texts.some((other) => matchesGlob(text, other)))),
    only: allowed.length === 1 && texts.length === 1 ? allowed[0] : undefined,
  };
}

export function mayAssume({ allowed }: AssumedRoles, role: RoleFact): boolean {
  return allowed.some(({ text }) => matchesGlob(text, role.text));
}

/**
 * The permission that was most likely meant for a role which none allows: for a role of that name in another
 * account or path; in the same account one of a like name, one that another instance needs, or the only one.
 */
export function meantFor(role: RoleFact, { allowed, used, only }: AssumedRoles): RoleFact | undefined {
  const neighbours = allowed.filter(({ account }) => account === role.account);
  const sameName = allowed.find(({ name }) => name === role.name);
  const alike = neighbours.find(({ name }) => isLike(name, role.name));
  return sameName ?? alike ?? neighbours.find((other) => used.has(other) || other === only);
}

function isLike(a: string, b: string): boolean {
  // the comparison itself is slow, and there may be many roles
  return Math.abs(a.length - b.length) <= 3 && closest(a, [b]) !== undefined;
}

function toRole(stated: Stated): RoleFact | undefined {
  const arn = stated.text === undefined ? undefined : parseArn(stated.text);
  if (stated.text === undefined || arn?.service.text !== "iam") return undefined;
  const name = /^role\/(?:.*\/)?([^/]+)$/.exec(arn.resource.text)?.[1];
  return name === undefined ? undefined : { ...stated, text: stated.text, account: arn.account.text, name };
}
