import { isUsablePattern, type MatchResult, matchCaller } from "../model/aws/arn-pattern";
import { mappingApiUrl, type SiteSettings } from "./endpoints";
import { LiveFailure } from "./failure";
import { LIBRARIES, type Libraries } from "./libraries";
import { kindWords, lostWith } from "./mapping-words";
import type { AwsIdentity, CallerIdentity, DatadogKeys, IdentityMapping, MappingKind } from "./ports";
import type { LiveRun } from "./run";
import type { Hooks } from "./subjects";

/** Where the mappings are, and with what they can be seen. */
export interface MappingAccess {
  readonly site: SiteSettings;
  readonly keys: DatadogKeys;
}

export interface NewMapping {
  readonly kind: MappingKind;
  readonly arnPattern: string;
  /** Whom a persona mapping stands for: the UUID of a service account, or an email. */
  readonly accountIdentifier: string | undefined;
  /** Errors of the lint about the pattern, as `rule-id: message`. */
  readonly findings: readonly string[];
  /** The caller whom ddconf proposed the pattern for; undefined when somebody wrote it. A proposal is asked about. */
  readonly proposedFor: string | undefined;
}

/** A mapping held against a caller. */
export interface MatchedMapping extends IdentityMapping, MatchResult {}

/** Reads the mappings of these kinds. */
export async function listMappings(
  kinds: readonly MappingKind[],
  { site, keys }: MappingAccess,
  run: LiveRun,
  libraries: Libraries = LIBRARIES,
): Promise<readonly IdentityMapping[]> {
  const url = mappingApiUrl(site, run.sandbox);
  const datadog = await libraries.datadog();
  const lists = await Promise.all(kinds.map((kind) => datadog.listMappings(url, kind, keys, run)));
  return lists.flat();
}

/** Holds every mapping of these kinds against a caller, as Datadog would. */
export async function matchMappings(
  caller: string,
  kinds: readonly MappingKind[],
  access: MappingAccess,
  run: LiveRun,
  libraries: Libraries = LIBRARIES,
): Promise<readonly MatchedMapping[]> {
  const mappings = await listMappings(kinds, access, run, libraries);
  return mappings.map((mapping) => ({ ...mapping, ...matchCaller(mapping.arnPattern, caller) }));
}

/** Who AWS says that this identity is. */
export async function whoAmI(
  identity: AwsIdentity,
  run: LiveRun,
  libraries: Libraries = LIBRARIES,
): Promise<CallerIdentity & { readonly source: string }> {
  const aws = await libraries.aws();
  const region = run.environment.AWS_REGION || run.environment.AWS_DEFAULT_REGION || undefined;
  const { credentials, source } = await aws.findCredentials(identity, region, run);
  return { ...(await aws.callerIdentity(credentials, region, run)), source };
}

/**
 * The narrowest pattern that goes on matching a caller: every session of its role, since workloads name their
 * sessions anew each time; of a user its own ARN.
 *
 * @throws LiveFailure `configuration` for callers that cannot be mapped
 */
export function proposePattern(caller: string): string {
  const [, head] = /^(arn:[^:]+:sts::\d{12}:assumed-role\/[^/]+\/)[^/]+$/.exec(caller) ?? [];
  const pattern = head ? `${head}*` : caller;
  if (isUsablePattern(pattern)) return pattern;
  throw new LiveFailure(
    "configuration",
    `Datadog can map no pattern that matches \`${caller}\`: it takes role sessions, federated users and IAM users of the partition \`aws\`, with names of letters, digits and \`_ . @ -\`.`,
    "Use a role of the partition `aws` whose name holds nothing else, and try again as that role.",
  );
}

/**
 * Creates a mapping. A pattern that Datadog would refuse, or that nobody can match, is not sent.
 *
 * @throws LiveFailure
 */
export async function createMapping(
  mapping: NewMapping,
  { site, keys }: MappingAccess,
  run: LiveRun,
  hooks: Pick<Hooks, "confirm">,
  libraries: Libraries = LIBRARIES,
): Promise<IdentityMapping> {
  const { kind, arnPattern, accountIdentifier, proposedFor } = mapping;
  requireSound(mapping);
  const url = mappingApiUrl(site, run.sandbox);
  if (proposedFor !== undefined) {
    const effect = kind === "intake" ? "get API keys" : `act as \`${accountIdentifier}\``;
    const question = `Create the ${kindWords(kind)} \`${arnPattern}\` at \`${hostOf(url)}\`? All whom it matches, such as \`${proposedFor}\`, can then ${effect}.`;
    if (!(await hooks.confirm(question))) throw unconfirmed("Nothing was created.");
  }
  const datadog = await libraries.datadog();
  return datadog.createMapping(url, { kind, arnPattern, accountIdentifier }, keys, run);
}

/**
 * Deletes one mapping, after asking.
 *
 * @param which its id, or its pattern as it is written there
 * @param kinds where to look for it
 * @throws LiveFailure
 */
export async function deleteMapping(
  which: string,
  kinds: readonly MappingKind[],
  access: MappingAccess,
  run: LiveRun,
  hooks: Pick<Hooks, "confirm">,
  libraries: Libraries = LIBRARIES,
): Promise<IdentityMapping> {
  const url = mappingApiUrl(access.site, run.sandbox);
  const mapping = theOne(which, await listMappings(kinds, access, run, libraries));
  const question = `Delete the ${kindWords(mapping.kind)} \`${mapping.arnPattern}\` at \`${hostOf(url)}\`? ${lostWith(mapping)}`;
  if (!(await hooks.confirm(question))) throw unconfirmed("Nothing was deleted.");
  const datadog = await libraries.datadog();
  await datadog.deleteMapping(url, mapping.kind, mapping.id, access.keys, run);
  return mapping;
}

function requireSound({ kind, arnPattern, accountIdentifier, findings }: NewMapping): void {
  if (findings.length > 0)
    throw new LiveFailure(
      "configuration",
      `The pattern was not sent, since it would not work. ${findings.join(" ")}`,
      "Correct the pattern and try again.",
    );
  if (!isUsablePattern(arnPattern))
    throw new LiveFailure(
      "configuration",
      `The pattern was not sent, since no caller can match it: \`${arnPattern}\`.`,
      "For the sessions of a role write `arn:aws:sts::<account>:assumed-role/<role>/*`.",
    );
  if (kind === "persona" && !accountIdentifier)
    throw new LiveFailure(
      "configuration",
      "A persona mapping needs to know whom it stands for.",
      "Give the UUID of a service account, or the email of a user, with --account-identifier.",
    );
}

function theOne(which: string, mappings: readonly IdentityMapping[]): IdentityMapping {
  const found = mappings.filter(({ id, arnPattern }) => id === which || arnPattern === which);
  const [first, second] = found;
  if (first && !second) return first;
  throw new LiveFailure(
    "configuration",
    second
      ? `Mappings of both kinds have the pattern \`${which}\`.`
      : `There is no mapping with the id or the pattern \`${which}\`.`,
    second
      ? "Say which one with --kind, or give its id."
      : "`ddconf mapping list` shows those that are there.",
  );
}

function unconfirmed(what: string): LiveFailure {
  return new LiveFailure("cancelled", what, "Start it again, and answer with yes.");
}

function hostOf(url: string): string {
  return new URL(url).host;
}
