import { matchesGlob } from "../../model/aws/glob";
import { closest } from "../../schema/similar";
import type { DatabaseFact, DatabaseUserFact, DocumentFacts, Stated } from "../facts";
import { hasWildcard } from "./iam/places";

/** An instance that logs in to its database with a token of IAM, with all of it known. */
export interface IamInstance extends DatabaseFact {
  readonly username: Stated & { readonly text: string };
}

/** The database logins of a workspace, from both sides. */
export interface DatabaseLogins {
  readonly instances: readonly IamInstance[];
  /** Every user name of an instance, however it logs in. */
  readonly usernames: ReadonlySet<string>;
  /** What policies allow. */
  readonly grants: readonly DatabaseUserFact[];
}

/**
 * Sets instances and policies beside each other.
 *
 * @returns undefined where there is nothing to compare, or where a placeholder, a template or a syntax error
 *   may hide what would explain a difference
 */
export function databaseLogins(workspace: readonly DocumentFacts[]): DatabaseLogins | undefined {
  const databases = workspace.flatMap((facts) => facts.databases);
  const grants = workspace.flatMap((facts) => facts.databaseUsers);
  const instances = databases.filter(isIamInstance);
  const hidden =
    workspace.some(({ complete }) => !complete) ||
    databases.some(({ login, username }) => login === "unknown" || (username && username.text === undefined));
  if (hidden || instances.length === 0 || grants.length === 0) return undefined;
  return {
    instances,
    grants,
    usernames: new Set(databases.flatMap(({ username }) => username?.text ?? [])),
  };
}

function isIamInstance(database: DatabaseFact): database is IamInstance {
  return database.login === "aws-iam" && database.username?.text !== undefined;
}

/** The one user that a grant names; undefined for wildcards and placeholders. */
export function namedUser({ user: { text } }: DatabaseUserFact): string | undefined {
  return text === undefined || text === "" || hasWildcard(text) ? undefined : text;
}

/** True when the grant may cover that user. */
export function coversUser({ user: { text } }: DatabaseUserFact, username: string): boolean {
  return text === undefined || matchesGlob(text, username);
}

/** True when the grant may cover the databases of the instance's region. */
export function coversRegion({ region }: DatabaseUserFact, instance: DatabaseFact): boolean {
  const actual = instance.region?.text;
  return region.text === undefined || actual === undefined || matchesGlob(region.text, actual);
}

/** A user in a policy that was meant to be another one. */
export interface DifferingUser {
  readonly grant: DatabaseUserFact;
  readonly written: string;
  readonly instance: IamInstance;
}

/**
 * Users that policies name in place of the one that the instances of their region log in as. It must be plain
 * which one was meant: all those instances log in as one user, no policy allows that one, and the two names
 * are alike or there is no other.
 */
export function differingUsers(logins: DatabaseLogins): DifferingUser[] {
  return logins.grants.flatMap((grant) => {
    const written = namedUser(grant);
    if (written === undefined || logins.usernames.has(written)) return [];
    const near = logins.instances.filter((instance) => coversRegion(grant, instance));
    const [instance] = near;
    const wanted = instance?.username.text;
    if (!instance || wanted === undefined || near.some(({ username }) => username.text !== wanted)) return [];
    const around = logins.grants.filter((other) => near.some((candidate) => coversRegion(other, candidate)));
    if (around.some((other) => coversUser(other, wanted))) return [];
    const others = around.some((other) => namedUser(other) !== written);
    return !others || closest(written, [wanted]) ? [{ grant, written, instance }] : [];
  });
}
