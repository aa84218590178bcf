import { parseArn } from "../model/aws/arn";
import { parseArnPattern } from "../model/aws/arn-pattern";
import { matchesGlob } from "../model/aws/glob";
import { contains } from "../model/text";
import type { DatabaseFact, DatabaseUserFact, DocumentFacts, Place, Stated } from "../rules/facts";
import { MAPPING_TYPES } from "../rules/support/mapping-types";

/**
 * A place that names something which other places name too.
 * - `role`: an instance's `role_arn`, and what policies let its holder assume
 * - `user`: an instance's user name, and the database users that policies name
 * - `identity`: the role that the Agent runs as, in mappings and trust policies
 * - `agent`: a `delegated_auth` that is on, and the mappings that give it a key
 */
interface Mention {
  readonly of: "role" | "user" | "identity" | "agent";
  /** `needs` is what a configuration asks for, `grants` what the cloud side answers. */
  readonly side: "needs" | "grants";
  /** What an editor selects. */
  readonly at: Place;
  /** Where the cursor means it; wider than `at` for a name inside of an ARN. */
  readonly area: Place;
  /** The name, with wildcards on the side that grants. Undefined for `agent`. */
  readonly name: string | undefined;
  /** AWS region of a `user`; undefined where nobody can know it. */
  readonly region?: string | undefined;
}

/** Where what stands at an offset is granted, or asked for: places on the other side, in any file. */
export function definitions(files: readonly DocumentFacts[], path: string, offset: number): Place[] {
  const all = files.flatMap(mentionsOf);
  return distinct(
    mentionsAt(all, path, offset).flatMap((mention) =>
      all.filter((other) => other.side !== mention.side && areRelated(mention, other)),
    ),
  );
}

/** Every place in any file that is about what stands at an offset, that one among them. */
export function references(files: readonly DocumentFacts[], path: string, offset: number): Place[] {
  const all = files.flatMap(mentionsOf);
  return distinct(
    mentionsAt(all, path, offset).flatMap((mention) => all.filter((other) => areRelated(mention, other))),
  );
}

function mentionsAt(all: readonly Mention[], path: string, offset: number): Mention[] {
  return all.filter(({ area }) => area.path === path && contains(area.span, offset));
}

/** On the same side by name, across by what the side that grants covers. */
function areRelated(a: Mention, b: Mention): boolean {
  if (a.of !== b.of) return false;
  if (a.side === b.side) return a.name === b.name;
  const [needs, grants] = a.side === "needs" ? [a, b] : [b, a];
  return covers(grants.name, needs.name) && covers(grants.region, needs.region);
}

function covers(pattern: string | undefined, name: string | undefined): boolean {
  return pattern === undefined || name === undefined || matchesGlob(pattern, name);
}

function distinct(mentions: readonly Mention[]): Place[] {
  const byPlace = new Map(mentions.map(({ at }) => [`${at.span.start} ${at.span.end} ${at.path}`, at]));
  return [...byPlace.values()];
}

function mentionsOf(facts: DocumentFacts): Mention[] {
  return [
    ...facts.databases.flatMap(needsOf),
    ...facts.databaseUsers.flatMap(userGrant),
    ...facts.assumableRoles.flatMap((role) => mention("role", "grants", role)),
    ...facts.trustedPrincipals.flatMap((principal) => identity("grants", principal, roleOfPrincipal)),
    ...facts.mappings.flatMap(({ pattern, at, type }) => [
      ...identity("needs", { text: pattern, at }, roleOfPattern),
      ...(type === undefined || MAPPING_TYPES.get(type) === "intake" ? [agent("grants", at)] : []),
    ]),
    ...facts.delegatedAuth.map((at) => agent("needs", at)),
  ];
}

function mention(of: Mention["of"], side: Mention["side"], { text, at }: Stated): Mention[] {
  return text === undefined ? [] : [{ of, side, at, area: at, name: text }];
}

function agent(side: Mention["side"], at: Place): Mention {
  return { of: "agent", side, at, area: at, name: undefined };
}

function needsOf({ login, username, region, roleArn }: DatabaseFact): Mention[] {
  if (login !== "aws-iam") return [];
  const users = username ? mention("user", "needs", username) : [];
  return [
    ...users.map((user) => ({ ...user, region: region?.text })),
    ...(roleArn ? mention("role", "needs", roleArn) : []),
  ];
}

/** The whole ARN means the user in it. */
function userGrant({ partition, region, user }: DatabaseUserFact): Mention[] {
  const span = { start: partition.at.span.start, end: user.at.span.end };
  const area = { path: user.at.path, span };
  return mention("user", "grants", user).map((found) => ({ ...found, area, region: region.text }));
}

/** A role as `account/name`: its ARN and those of its sessions say it differently. */
function identity(
  side: Mention["side"],
  { text, at }: Stated,
  roleOf: (text: string) => string | undefined,
): Mention[] {
  const name = text === undefined ? undefined : roleOf(text);
  return name === undefined ? [] : [{ of: "identity", side, at, area: at, name }];
}

function roleOfPrincipal(text: string): string | undefined {
  const arn = parseArn(text);
  const name = arn && /^(?:role\/(?:.*\/)?|assumed-role\/)([^/]+)/.exec(arn.resource.text)?.[1];
  return name === undefined ? undefined : `${arn?.account.text}/${name}`;
}

function roleOfPattern(text: string): string | undefined {
  const pattern = parseArnPattern(text);
  const name = pattern?.type.text === "assumed-role" ? pattern.names[0]?.text : undefined;
  return name === undefined ? undefined : `${pattern?.arn.account.text}/${name}`;
}
