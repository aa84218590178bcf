import { isLoopback } from "./network";
import type { IdentityMapping, MappingKind } from "./ports";

export function kindWords(kind: MappingKind): string {
  return `${kind} mapping`;
}

/** What stops working without a mapping (documentation of the API client, `AWSWIFApi`). */
export function lostWith({ kind, accountIdentifier }: IdentityMapping): string {
  return kind === "intake"
    ? "Agents that only it matches get no API key any more: they lose their data at the latest when they start again."
    : `Whoever only it matches, such as a Terraform run, can no longer act as \`${accountIdentifier ?? "its account"}\`.`;
}

/**
 * The flag that makes `ddconf mapping` ask the same API: the site may stand in a file that it does not look at.
 *
 * @param apiUrl where the mappings are: `https://api.datadoghq.eu`
 */
export function placeFlag(apiUrl: string): string {
  const { hostname } = new URL(apiUrl);
  return isLoopback(hostname) ? `--sandbox ${apiUrl}` : `--site ${hostname.replace(/^api\./, "")}`;
}
