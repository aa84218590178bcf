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
  return { wanted, allowed };
}

export function mayAssume({ allowed }: AssumedRoles, role: RoleFact): boolean {
  return allowed.some(({ text }) => matchesGlob(text, role.text));
}

/**
 * The permission that was most likely meant for a role which none allows: for a role of that name in another
 * account or path; in the same account one of a like name, one that another instance needs, or the only one.
 */
export function meantFor(role: RoleFact, { allowed, wanted }: AssumedRoles): RoleFact | undefined {
  const neighbours = allowed.filter(({ account }) => account === role.account);
  const sameName = allowed.find(({ name }) => name === role.name);
  const alike = neighbours.find(({ name }) => closest(name, [role.name]) !== undefined);
  const inUse = neighbours.find(({ text }) => wanted.some((other) => matchesGlob(text, other.text)));
  const only =
    allowed.length === 1 && new Set(wanted.map(({ text }) => text)).size === 1 ? neighbours[0] : undefined;
  return sameName ?? alike ?? inUse ?? only;
}

function toRole(stated: Stated): RoleFact | undefined {
  const arn = stated.text === undefined ? undefined : parseArn(stated.text);
  if (stated.text === undefined || arn?.service.text !== "iam") return undefined;
  const name = /^role\/(?:.*\/)?([^/]+)$/.exec(arn.resource.text)?.[1];
  return name === undefined ? undefined : { ...stated, text: stated.text, account: arn.account.text, name };
}
