/**
 * Types of mapping requests. `intake` gives a workload a managed API key; `persona` lets it act as a Datadog
 * account. The `cloud_auth` types are those of the public API, the `wif` types of the newer endpoints.
 */
export const MAPPING_TYPES: ReadonlyMap<string, "intake" | "persona"> = new Map([
  ["aws_cloud_auth_config", "persona"],
  ["aws_cloud_auth_intake_mapping", "intake"],
  ["aws_wif_config", "persona"],
  ["aws_wif_intake_mapping", "intake"],
]);
