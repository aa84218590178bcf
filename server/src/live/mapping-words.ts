import type { IdentityMapping, MappingKind } from "./ports";

export function kindWords(kind: MappingKind): string {
  return kind === "intake" ? "intake mapping" : "identity mapping";
}

/** What stops working without a mapping (documentation of the API client, `AWSWIFApi`). */
export function lostWith({ kind, accountIdentifier }: IdentityMapping): string {
  return kind === "intake"
    ? "Agents that only it matches get no API key any more: they lose their data at the latest when they start again."
    : `Whoever only it matches, such as a Terraform run, can no longer act as \`${accountIdentifier ?? "its account"}\`.`;
}
