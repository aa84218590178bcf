import { effectiveEntries, type MapNode, mapOf, type Node, scalarOf, seqOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { hostOfUrl, siteOfHost } from "../../schema/sites";
import type { Setting } from "../define";

/** A value that the Agent uses as an API key, and how to call it. */
export interface ApiKey {
  readonly node: Node;
  readonly name: string;
  /** Where to point when the value as a whole is at fault. */
  readonly at: Node;
  /** True when the map around the key names a host that is not Datadog's: what that takes is not known. */
  readonly elsewhere: boolean;
}

/**
 * The API keys that a setting of datadog.yaml holds: the value of an `api_key`, or the keys listed under the
 * Datadog hosts of an `additional_endpoints`. What another host takes for a key is not known.
 */
export function apiKeysIn({ entry, map, option }: Setting): readonly ApiKey[] {
  if (!option) return [];
  if (option.name === "api_key")
    return [{ node: entry.value, name: "`api_key`", at: entry.key, elsewhere: goesElsewhere(map) }];
  if (!option.name.endsWith("additional_endpoints")) return [];
  const endpoints = mapOf(entry.value);
  return (endpoints ? effectiveEntries(endpoints) : []).flatMap(({ name, value }) => {
    const host = hostOfUrl(name);
    if (!host || !siteOfHost(host)) return [];
    return (seqOf(value)?.items ?? []).map((node) => ({
      node,
      name: `The API key for \`${host}\``,
      at: node,
      elsewhere: false,
    }));
  });
}

const ADDRESS = /^(?:dd_url|host|logs_dd_url|url)$/i;

/** True when an address beside a key is that of a proxy or an intake of one's own, or cannot be known. */
function goesElsewhere(map: MapNode): boolean {
  return effectiveEntries(map).some(({ name, value }) => {
    const address = ADDRESS.test(name) ? scalarOf(value) : undefined;
    if (!address || address.text.trim() === "") return false;
    return isUnknowable(address) || !siteOfHost(hostOfUrl(address.text) ?? "");
  });
}

/** An API key (Agent, `validateAPIKey`): 32 hexadecimal digits. */
export const API_KEY = /^[0-9a-fA-F]{32}$/;
