import { LiveFailure } from "../../live/failure";
import { keysFromEnvironment } from "../../live/keys";
import type { AwsIdentity, DatadogKeys, MappingKind } from "../../live/ports";
import type { LiveRun } from "../../live/run";
import { Secret } from "../../live/secret";
import type { SealedChannel } from "./sealed";
import { type LiveArguments, textOf } from "./session";

/** Whom to act as; the Agent, unless the arguments say otherwise. */
export function identityOf({ identity }: LiveArguments): AwsIdentity {
  const { as, profile, assumeRole } = (identity ?? {}) as Readonly<Record<string, unknown>>;
  return {
    as: as === "me" ? "me" : "agent",
    profile: textOf(profile),
    assumeRole: textOf(assumeRole),
  };
}

/** The keys for the mapping API: those of the window, else those of the environment. In a sandbox only its own. */
export function keysOf(
  { sealedKeys }: LiveArguments,
  channel: SealedChannel | undefined,
  run: LiveRun,
): DatadogKeys | undefined {
  const sealed = textOf(sealedKeys);
  if (run.sandbox || !sealed || !channel) return keysFromEnvironment(run.environment);
  const { apiKey, appKey } = JSON.parse(channel.open(sealed).reveal()) as { apiKey: string; appKey: string };
  return { apiKey: new Secret(apiKey), appKey: new Secret(appKey) };
}

/** @throws LiveFailure `credentials` */
export function requiredKeysOf(
  args: LiveArguments,
  channel: SealedChannel | undefined,
  run: LiveRun,
): DatadogKeys {
  const keys = keysOf(args, channel, run);
  if (keys) return keys;
  throw new LiveFailure(
    "credentials",
    "Datadog shows its mappings only to whoever has keys.",
    "Give them with the command “Datadog: Set Datadog Keys for Live Checks”, or set DD_API_KEY and DD_APP_KEY.",
  );
}

export function mappingKindOf(value: unknown): MappingKind {
  return value === "persona" ? "persona" : "intake";
}
