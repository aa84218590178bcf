import { INTEGRATIONS, type Integration } from "../documents/kinds";
import { optionsOf, walkOptions } from "./catalogue";
import { type KnownName, knownAgentName, knownCheckName } from "./known-names";
import type { Option } from "./option";
import { otherFileOf } from "./other-files";
import { closest } from "./similar";

/**
 * What can be said of a key that its section does not know.
 * - `dotted`: a path written as one key
 * - `known-name`: a name that people use for something else, see `known-names.ts`
 * - `other-file`: read from another file
 * - `other-level`: an option of this file that stands elsewhere in it
 * - `similar`: most likely a misspelling of a neighbour
 */
export type UnknownKey =
  | { readonly is: "dotted"; readonly path: readonly string[] }
  | { readonly is: "known-name"; readonly known: KnownName }
  | { readonly is: "other-file"; readonly file: string; readonly advice?: string }
  | { readonly is: "other-level"; readonly options: readonly Option[] }
  | { readonly is: "similar"; readonly option: Option }
  | { readonly is: "unknown" };

/** Classifies a key of datadog.yaml that `section` does not know. */
export function classifyAgentKey(name: string, section: Option, root: Option): UnknownKey {
  const dotted = dottedPath(name, section);
  if (dotted) return { is: "dotted", path: dotted };
  const path = [...section.path, name].join(".");
  const known = knownAgentName(path);
  if (known) return { is: "known-name", known };
  const other = otherFileOf(path);
  if (other) return { is: "other-file", ...other };
  const elsewhere = otherLevel(name, section, root);
  if (elsewhere.length > 0) return { is: "other-level", options: elsewhere };
  return similarIn(section, name) ?? { is: "unknown" };
}

function similarIn(section: Option, name: string): UnknownKey | undefined {
  const near = closest(name, section.children.keys());
  const option = near === undefined ? undefined : section.children.get(near);
  return option && { is: "similar", option };
}

/** `http.endpoint` below `protocols` → its path, when that is an option. */
function dottedPath(name: string, section: Option): readonly string[] | undefined {
  if (!name.includes(".")) return undefined;
  const steps = name.split(".");
  let option: Option | undefined = section;
  for (const step of steps) option = option?.child(step);
  return option ? steps : undefined;
}

/**
 * Where else an option of this name stands, when that tells where the key belongs: at the root, or else in
 * at most three places. Options that no documentation mentions are left out; nobody has them in mind.
 */
function otherLevel(name: string, section: Option, root: Option): readonly Option[] {
  const namesakes = namesakesOf(name, root).filter(
    (option) => option.documented && !option.deprecation && option.parent?.path !== section.path,
  );
  const atRoot = namesakes.filter((option) => option.path.length === 1);
  if (atRoot.length === 1) return atRoot;
  return namesakes.length <= 3 ? namesakes : [];
}

const byName = new WeakMap<Option, Map<string, Option[]>>();

/** Options anywhere below `root` that have this name, unless the name says too little to go by. */
function namesakesOf(name: string, root: Option): readonly Option[] {
  if (!name.includes("_") || GENERIC.has(name)) return [];
  let index = byName.get(root);
  if (!index) {
    const built = new Map<string, Option[]>();
    walkOptions(root, (option) => {
      const key = option.name.toLowerCase();
      if (option.parent && !option.parent.types.includes("array"))
        built.set(key, [...(built.get(key) ?? []), option]);
    });
    byName.set(root, built);
    index = built;
  }
  return index.get(name.toLowerCase()) ?? [];
}

/** Names that stand in many sections and so do not tell where a misplaced key belongs. */
const GENERIC = new Set("api_key dd_url max_size collection_interval org_uuid run_sync".split(" "));

/** What can be said of a key that a check does not know. */
export type UnknownCheckKey =
  | { readonly is: "other-integration"; readonly integration: Integration; readonly option: Option }
  | UnknownKey;

/** Classifies a key of a check's file that `section` does not know. */
export function classifyCheckKey(name: string, section: Option, integration: Integration): UnknownCheckKey {
  const dotted = dottedPath(name, section);
  if (dotted) return { is: "dotted", path: dotted };
  const root = optionsOf(integration);
  const instance = root.child("instances")?.items;
  const inInstance = section.path[0] === "instances";
  const known = inInstance && knownCheckName(integration, [...section.path.slice(1), name].join("."));
  if (known) return { is: "known-name", known };
  const level = elsewhereInCheck(name, section, root);
  if (level) return { is: "other-level", options: [level] };
  const similar = similarIn(section, name);
  if (similar) return similar;
  if (section === root && optionsOf("datadog").child(name)?.documented)
    return { is: "other-file", file: "datadog.yaml" };
  if (section !== instance) return { is: "unknown" };
  for (const other of INTEGRATIONS) {
    const option = optionsOf(other).child("instances")?.items?.children.get(name);
    if (other !== integration && option?.documented && !option.deprecation)
      return { is: "other-integration", integration: other, option };
  }
  const nested = namesakesOf(name, instance).filter((option) => option.documented && !option.deprecation);
  return nested.length === 1 ? { is: "other-level", options: nested } : { is: "unknown" };
}

/** The same key at the root of the file, in `init_config` or in an instance: one level off. */
function elsewhereInCheck(name: string, section: Option, root: Option): Option | undefined {
  const places = [root, root.child("init_config"), root.child("instances")?.items];
  const found = places.find((place) => place !== section && place?.children.has(name));
  return GENERIC.has(name) ? undefined : found?.children.get(name);
}
