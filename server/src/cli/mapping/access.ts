import { resolve } from "node:path";
import { openDocument } from "../../documents/document";
import type { SiteSettings } from "../../live/endpoints";
import { requireKeys } from "../../live/keys";
import type { MappingAccess } from "../../live/mappings";
import type { AwsIdentity, MappingKind } from "../../live/ports";
import { siteOf } from "../../live/read-site";
import type { LiveRun } from "../../live/run";
import { problemText, toProblem } from "../check/problem";
import { UsageError } from "../exit-code";
import type { LiveFlags } from "../live/run";
import { readSource } from "../read-file";

/** Options of the commands that talk to the mapping API, as commander hands them over. */
export interface MappingFlags extends LiveFlags {
  readonly kind?: MappingKind;
  readonly site?: string;
  /** A datadog.yaml that names the site. */
  readonly config?: string;
}

/** Options that say on whose behalf AWS is asked. */
export interface IdentityFlags {
  readonly as: "agent" | "me";
  readonly profile?: string;
}

export const BOTH_KINDS: readonly MappingKind[] = ["intake", "persona"];

export function kindsOf({ kind }: Pick<MappingFlags, "kind">): readonly MappingKind[] {
  return kind ? [kind] : BOTH_KINDS;
}

/** Site and keys. Nothing but these flags and the environment has a say: no file that ddconf comes across. */
export async function accessOf(flags: MappingFlags, run: LiveRun): Promise<MappingAccess> {
  return { keys: requireKeys(run.environment), site: await siteFrom(flags, run) };
}

async function siteFrom({ site, config }: MappingFlags, { environment }: LiveRun): Promise<SiteSettings> {
  const told = site || environment.DD_SITE || environment.DATADOG_SITE;
  if (told) return { site: told };
  if (!config) return {};
  try {
    const path = resolve(config);
    const { text } = await readSource(path);
    // whoever names a file knows what it is
    const detection = { kind: "datadog", reason: "it is named" } as const;
    return siteOf(openDocument(path, text, { detection })) ?? {};
  } catch (error) {
    throw new UsageError(`${problemText(toProblem(config, error))}.`);
  }
}

/** @throws UsageError when a profile is given for an identity that has none */
export function identityOf({ as, profile }: IdentityFlags): AwsIdentity {
  if (profile !== undefined && as === "agent")
    throw new UsageError("--profile goes with --as me: an Agent knows no profiles.");
  return { as, profile };
}
