import type { DocumentKind } from "../documents/kinds";
import { optionsOf, walkOptions } from "./catalogue";
import type { Option } from "./option";
import { closest } from "./similar";

/**
 * What can be said of a key that its section does not know.
 * - `dotted`: a path written as one key
 * - `other-file`: read from another file of the Agent
 * - `other-level`: an option of this file that stands elsewhere in it
 * - `similar`: most likely a misspelling of a neighbour
 */
export type UnknownKey =
  | { readonly is: "dotted"; readonly path: readonly string[] }
  | { readonly is: "other-file"; readonly file: string }
  | { readonly is: "other-level"; readonly options: readonly Option[] }
  | { readonly is: "similar"; readonly option: Option }
  | { readonly is: "unknown" };

/** Classifies a key of datadog.yaml that `section` does not know. */
export function classifyAgentKey(name: string, section: Option, root: Option): UnknownKey {
  const dotted = dottedPath(name, section);
  if (dotted) return { is: "dotted", path: dotted };
  const near = closest(name, section.children.keys());
  const option = near === undefined ? undefined : section.children.get(near);
  const file = section.path.length === 0 ? OTHER_FILES.get(name) : undefined;
  if (file) return { is: "other-file", file };
  const elsewhere = namesakes(name, root).filter((candidate) => candidate.parent !== section);
  if (elsewhere.length > 0 && elsewhere.length <= 3) return { is: "other-level", options: elsewhere };
  return option ? { is: "similar", option } : { is: "unknown" };
}

/** `http.endpoint` below `protocols` → its path, when that is an option. */
function dottedPath(name: string, section: Option): readonly string[] | undefined {
  if (!name.includes(".")) return undefined;
  const steps = name.split(".");
  let option: Option | undefined = section;
  for (const step of steps) option = option?.child(step);
  return option ? steps : undefined;
}

const byName = new WeakMap<Option, Map<string, Option[]>>();

/** Options anywhere below `root` that have this name, unless the name says too little to go by. */
function namesakes(name: string, root: Option): readonly Option[] {
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
  return GENERIC.has(name) ? [] : (index.get(name.toLowerCase()) ?? []);
}

/** Names that stand in many sections and so do not tell where a misplaced key belongs. */
const GENERIC = new Set(
  (
    "enabled port host name type tags path url timeout workers interval mode level include exclude site env version " +
    "service source provider region api_key dd_url protocol cache max_size limit filters network"
  ).split(" "),
);

const SYSTEM_PROBE = "system-probe.yaml";
const CHECK_FILE = "a check's own file, `conf.d/<check>.d/conf.yaml`";
const HELM = "the values of the Helm chart";

/** Top-level keys of other files that people put into datadog.yaml. */
const OTHER_FILES = new Map<string, string>([
  ...[
    "network_config",
    "system_probe_config",
    "service_monitoring_config",
    "event_monitoring_config",
    "ebpf_check",
    "discovery",
    "dynamic_instrumentation",
    "gpu_monitoring",
    "traceroute",
    "ping",
    "windows_crash_detection",
    "universal_service_monitoring_config",
  ].map((key): [string, string] => [key, SYSTEM_PROBE]),
  ...["instances", "init_config", "ad_identifiers", "integrations"].map((key): [string, string] => [
    key,
    CHECK_FILE,
  ]),
  ["logs", "a file of its own, `conf.d/<name>.d/conf.yaml`, below `logs:`"],
  ...["clusterAgent", "agents", "datadog"].map((key): [string, string] => [key, HELM]),
]);

/** What can be said of an instance key that a check does not know. */
export type UnknownCheckKey =
  | {
      readonly is: "other-integration";
      readonly integration: Exclude<DocumentKind, "none">;
      readonly option: Option;
    }
  | UnknownKey;

/** Classifies a key of a check's file that `section` does not know. */
export function classifyCheckKey(
  name: string,
  section: Option,
  kind: "postgres" | "mysql" | "sqlserver",
): UnknownCheckKey {
  const dotted = dottedPath(name, section);
  if (dotted) return { is: "dotted", path: dotted };
  const near = closest(name, section.children.keys());
  const similar = near === undefined ? undefined : section.children.get(near);
  const root = optionsOf(kind);
  const instance = root.child("instances")?.items;
  const level = elsewhereInCheck(name, section, root);
  if (level) return { is: "other-level", options: [level] };
  if (section.path.length === instance?.path.length && section.path[0] === "instances") {
    for (const integration of (["postgres", "mysql", "sqlserver"] as const).filter(
      (other) => other !== kind,
    )) {
      const option = optionsOf(integration).child("instances")?.items?.children.get(name);
      if (option?.documented && !similar) return { is: "other-integration", integration, option };
    }
  }
  const nested = instance && section === instance ? namesakes(name, instance) : [];
  if (nested.length === 1 && nested[0]) return { is: "other-level", options: nested };
  return similar ? { is: "similar", option: similar } : { is: "unknown" };
}

/** The same key at the root of the file, in `init_config` or in an instance: one level off. */
function elsewhereInCheck(name: string, section: Option, root: Option): Option | undefined {
  const places = [root, root.child("init_config"), root.child("instances")?.items];
  return places
    .find(
      (place) =>
        place && place !== section && samePlace(place, section) === false && place.children.has(name),
    )
    ?.children.get(name);
}

function samePlace(a: Option, b: Option): boolean {
  return (
    a.path.length === b.path.length &&
    a.path.every((step, index) => step === b.path[index]) &&
    a.types[0] === b.types[0]
  );
}
