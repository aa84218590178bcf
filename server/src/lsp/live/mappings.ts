import type { SiteSettings } from "../../live/endpoints";
import type { IdentityMapping } from "../../live/ports";
import type { LiveRun } from "../../live/run";
import type { Hooks } from "../../live/subjects";
import { core } from "../load-core";
import { identityOf, mappingKindOf, requiredKeysOf } from "./arguments";
import type { SealedChannel } from "./sealed";
import { type LiveArguments, textOf } from "./session";

/** What `ddconf.manageMappings` answers; which of it depends on the action. */
export interface MappingsAnswer {
  readonly mappings?: readonly IdentityMapping[];
  readonly mapping?: IdentityMapping;
  /** A pattern that matches the caller. */
  readonly proposal?: { readonly caller: string; readonly pattern: string };
}

/**
 * Lists, proposes, creates or deletes an identity mapping, as the argument's `action` says.
 *
 * @param site what the datadog.yaml that it is about, or the environment, says
 */
export async function manageMappings(
  args: LiveArguments,
  site: SiteSettings,
  run: LiveRun,
  hooks: Hooks,
  channel: SealedChannel | undefined,
): Promise<MappingsAnswer> {
  const checks = await import("../../live/checks");
  if (args.action === "propose") {
    const { arn } = await checks.whoAmI(identityOf(args), run);
    return { proposal: { caller: arn, pattern: checks.proposePattern(arn) } };
  }
  const access = { site, keys: requiredKeysOf(args, channel, run) };
  const kind = mappingKindOf(args.kind);
  if (args.action === "create") {
    const arnPattern = textOf(args.pattern) ?? "";
    const accountIdentifier = textOf(args.accountIdentifier);
    const { errors } = core.engine.judgePattern(kind, arnPattern, accountIdentifier);
    const proposedFor = textOf(args.proposedFor);
    const mapping = { kind, arnPattern, accountIdentifier, findings: errors, proposedFor };
    return { mapping: await checks.createMapping(mapping, access, run, hooks) };
  }
  if (args.action === "delete")
    return { mapping: await checks.deleteMapping(textOf(args.id) ?? "", [kind], access, run, hooks) };
  return { mappings: await checks.listMappings(["intake", "persona"], access, run) };
}
