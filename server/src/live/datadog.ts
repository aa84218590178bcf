import { delegatedToken, intakeKey } from "./datadog/exchange";
import { createMapping, deleteMapping, listMappings } from "./datadog/mapping-api";
import { readSandbox } from "./datadog/sandbox";
import { requireDatadogApi } from "./endpoints";
import type { DatadogPort } from "./ports";

/**
 * Datadog's API over HTTPS. Whoever calls it has the address from `datadogApiUrl`; it is looked at once more,
 * since each call sends something that others could use.
 */
export const datadog: DatadogPort = {
  sandboxDirectory: readSandbox,
  intakeKey: async (apiUrl, proof, run) => intakeKey(requireDatadogApi(apiUrl, run.sandbox), proof, run),
  delegatedToken: async (apiUrl, proof, run) =>
    delegatedToken(requireDatadogApi(apiUrl, run.sandbox), proof, run),
  listMappings: async (apiUrl, kind, keys, run) =>
    listMappings(requireDatadogApi(apiUrl, run.sandbox), kind, keys, run),
  createMapping: async (apiUrl, mapping, keys, run) =>
    createMapping(requireDatadogApi(apiUrl, run.sandbox), mapping, keys, run),
  deleteMapping: async (apiUrl, kind, id, keys, run) =>
    deleteMapping(requireDatadogApi(apiUrl, run.sandbox), kind, id, keys, run),
};
