import { LiveFailure } from "./failure";
import type { DatadogKeys } from "./ports";
import type { Environment } from "./run";
import { Secret } from "./secret";

/** The keys of the mapping API, by the names that the Agent and Terraform have for them; undefined unless both are there. */
export function keysFromEnvironment(environment: Environment): DatadogKeys | undefined {
  const apiKey = first(environment, "DD_API_KEY", "DATADOG_API_KEY");
  const appKey = first(environment, "DD_APP_KEY", "DATADOG_APP_KEY");
  return apiKey && appKey ? { apiKey: new Secret(apiKey), appKey: new Secret(appKey) } : undefined;
}

/** @throws LiveFailure `credentials` that names the variables that are missing */
export function requireKeys(environment: Environment): DatadogKeys {
  const keys = keysFromEnvironment(environment);
  if (keys) return keys;
  const missing = (["DD_API_KEY", "DD_APP_KEY"] as const).filter(
    (name) => !first(environment, name, name.replace("DD_", "DATADOG_")),
  );
  throw new LiveFailure(
    "credentials",
    `Datadog shows its mappings only to whoever has keys, and ${missing.map((name) => `\`${name}\``).join(" and ")} ${missing.length === 1 ? "is" : "are"} not set.`,
    "Set both in the environment. The application key's owner needs `workload_identity_federation_config_read`, and `…_write` for changes.",
  );
}

/** Keys are pasted with blanks around them. */
function first(environment: Environment, ...names: string[]): string | undefined {
  return names.map((name) => environment[name]?.trim()).find((value) => value);
}
