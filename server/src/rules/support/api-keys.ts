import { effectiveEntries, mapOf, type Node, seqOf } from "../../model/node";
import { hostOfUrl, siteOfHost } from "../../schema/sites";
import type { Setting } from "../define";

/** A value that the Agent uses as an API key, and how to call it. */
export interface ApiKey {
  readonly node: Node;
  readonly name: string;
  /** Where to point when the value as a whole is at fault. */
  readonly at: Node;
}

/**
 * The API keys that a setting of datadog.yaml holds: the value of an `api_key`, or the keys listed under the
 * Datadog hosts of an `additional_endpoints`. What another host takes for a key is not known.
 */
export function apiKeysIn({ entry, option }: Setting): readonly ApiKey[] {
  if (!option) return [];
  if (option.name === "api_key") return [{ node: entry.value, name: "`api_key`", at: entry.key }];
  if (!option.name.endsWith("additional_endpoints")) return [];
  const endpoints = mapOf(entry.value);
  return (endpoints ? effectiveEntries(endpoints) : []).flatMap(({ name, value }) => {
    const host = hostOfUrl(name);
    if (!host || !siteOfHost(host)) return [];
    return (seqOf(value)?.items ?? []).map((node) => ({
      node,
      name: `The API key for \`${host}\``,
      at: node,
    }));
  });
}

/** An API key (Agent, `validateAPIKey`): 32 hexadecimal digits. */
export const API_KEY = /^[0-9a-fA-F]{32}$/;
