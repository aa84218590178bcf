import assert from "node:assert/strict";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/config/settings";
import { parseVersionRange } from "../../server/src/config/version";
import { type MapNode, mapOf } from "../../server/src/model/node";
import { parseYaml } from "../../server/src/model/yaml/parse";

/** The settings of one instance, written at the root of a text. */
export function instanceOf(text: string): MapNode {
  const map = mapOf(parseYaml(text).documents[0]?.root);
  assert.ok(map);
  return map;
}

/** Settings for an Agent version; the newest when there is none. */
export function forAgent(version?: string): Settings {
  const agentVersion = version === undefined ? undefined : parseVersionRange(version);
  assert.ok(version === undefined || agentVersion, `version ${version}`);
  return agentVersion ? { ...DEFAULT_SETTINGS, agentVersion } : DEFAULT_SETTINGS;
}
