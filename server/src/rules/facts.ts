import type { Settings } from "../config/settings";
import type { AgentDocument, Region } from "../documents/document";
import { type DocumentKind, isIntegration } from "../documents/kinds";
import type { Span } from "../model/text";
import { databaseFacts } from "./support/facts/databases";
import { delegatedAuthFacts } from "./support/facts/delegated-auth";
import { mappingFacts } from "./support/facts/mappings";
import { policyFacts } from "./support/facts/policies";

/** A stretch of one of the workspace's files. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** A value as a file states it. */
export interface Stated {
  /** Undefined while nobody can know it: a placeholder, a secret, a template. */
  readonly text: string | undefined;
  readonly at: Place;
}

/** One instance of a check whose database may take a token of AWS. */
export interface DatabaseFact {
  readonly integration: "postgres" | "mysql";
  /** How the Agent logs in: `aws-iam`, `password`, …; `unknown` where a placeholder decides. */
  readonly login: string;
  readonly host: Stated | undefined;
  readonly port: Stated | undefined;
  readonly username: Stated | undefined;
  /** From the name of the RDS endpoint, else `aws.region`. */
  readonly region: Stated | undefined;
  /** The role that the Agent assumes before it asks for the token. */
  readonly roleArn: Stated | undefined;
}

/** A database user that a policy lets its holder log in as: `arn:…:rds-db:…:dbuser:<resource id>/<user>`. */
export interface DatabaseUserFact {
  readonly partition: Stated;
  readonly region: Stated;
  readonly account: Stated;
  readonly resourceId: Stated;
  readonly user: Stated;
}

/** An `arn_pattern` of a request that maps an AWS identity. */
export interface MappingFact {
  readonly pattern: string;
  readonly at: Place;
  readonly type: string | undefined;
}

/**
 * What one file says that rules across files need: plain data, so that such a rule never sees another file's
 * tree, and a file is read again only when it changes itself.
 */
export interface DocumentFacts {
  readonly path: string;
  /** False where a template or a syntax error hides a part of what the file says. */
  readonly complete: boolean;
  readonly databases: readonly DatabaseFact[];
  readonly databaseUsers: readonly DatabaseUserFact[];
  /** Roles that a permission policy lets its holder assume; wildcards as written. */
  readonly assumableRoles: readonly Stated[];
  /** AWS principals that a trust policy lets assume its role. */
  readonly trustedPrincipals: readonly Stated[];
  readonly mappings: readonly MappingFact[];
  /** Blocks of delegated authentication that are on, by their keys. */
  readonly delegatedAuth: readonly Place[];
}

/** Makes a place in the file of a stretch of one of its regions. */
export type Locate = (span: Span) => Place;

/**
 * Reads what a file contributes. Keep the answer as long as text and settings stay the same.
 *
 * @param path what places in the file are to name it: a path or an address
 * @returns undefined when the file has nothing to say across files
 */
export function factsOf(
  document: AgentDocument,
  path: string,
  settings: Settings,
): DocumentFacts | undefined {
  const facts = document.regions
    .filter(({ kind }) => mayStateFacts(kind))
    .map((region) => regionFacts(region, path, settings))
    .filter(({ kind, delegatedAuth }) => contributes(kind) || delegatedAuth.length > 0);
  if (facts.length === 0) return undefined;
  return {
    path,
    complete: facts.every(({ complete }) => complete),
    databases: facts.flatMap(({ databases }) => databases),
    databaseUsers: facts.flatMap(({ databaseUsers }) => databaseUsers),
    assumableRoles: facts.flatMap(({ assumableRoles }) => assumableRoles),
    trustedPrincipals: facts.flatMap(({ trustedPrincipals }) => trustedPrincipals),
    mappings: facts.flatMap(({ mappings }) => mappings),
    delegatedAuth: facts.flatMap(({ delegatedAuth }) => delegatedAuth),
  };
}

/** True for files that `factsOf` may have an answer for. */
export function mayStateFacts(kind: DocumentKind): boolean {
  return contributes(kind) || kind === "datadog";
}

/** True for files that may say something to others, and have findings of rules across files. */
export function contributes(kind: DocumentKind): boolean {
  return isIntegration(kind) || kind === "iam-policy" || kind === "identity-mapping";
}

interface RegionFacts extends Omit<DocumentFacts, "path"> {
  readonly kind: DocumentKind;
}

function regionFacts(region: Region, path: string, settings: Settings): RegionFacts {
  const { stream, templateTags, kind } = region;
  const fatal = stream.problems.some((problem) => problem.fatal);
  // behind a syntax error the tree is guesswork
  const root = fatal ? undefined : stream.documents[0]?.root;
  const locate: Locate = (span) => ({ path, span: region.toOuter(span) });
  const policies = kind === "iam-policy" && root ? policyFacts(root, region.text, locate) : undefined;
  return {
    kind,
    // a datadog.yaml hides nothing that any file is held against
    complete: kind === "datadog" || (!fatal && templateTags.length === 0),
    databases: isIntegration(kind) && root ? databaseFacts(kind, root, region.text, settings, locate) : [],
    databaseUsers: policies?.databaseUsers ?? [],
    assumableRoles: policies?.assumableRoles ?? [],
    trustedPrincipals: policies?.trustedPrincipals ?? [],
    mappings: kind === "identity-mapping" && root ? mappingFacts(root, locate) : [],
    delegatedAuth: kind === "datadog" && root ? delegatedAuthFacts(root, locate) : [],
  };
}
