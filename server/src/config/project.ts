import { openDocument } from "../documents/document";
import { type DocumentKind, SCHEMA_KINDS } from "../documents/kinds";
import { effectiveEntries, mapOf, type Node, nodeAt, scalarOf, seqOf, textAt } from "../model/node";
import { SEVERITIES, type Settings, type Severity } from "./settings";
import { NEWEST_AGENT, parseVersionRange } from "./version";

export const PROJECT_FILE_NAMES = [".ddconf.yaml", ".ddconf.yml"] as const;

/** What a `.ddconf.yaml` says. Globs are relative to the folder of the file. */
export interface ProjectConfig {
  readonly settings: Settings;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly kinds: readonly { readonly kind: DocumentKind; readonly globs: readonly string[] }[];
}

/**
 * Reads the text of a `.ddconf.yaml`. Values that make no sense are left out here and reported by the
 * rules, which see the same file as a document of its own.
 */
export function readProjectConfig(text: string): ProjectConfig {
  const root = openDocument(PROJECT_FILE_NAMES[0], text).regions[0]?.stream.documents[0]?.root;
  const version = textAt(root, ["agentVersion"]);
  return {
    settings: {
      agentVersion: (version === undefined ? undefined : parseVersionRange(version)) ?? NEWEST_AGENT,
      site: textAt(root, ["site"]),
      severities: readSeverities(nodeAt(root, ["rules"])),
    },
    include: strings(nodeAt(root, ["include"])),
    exclude: strings(nodeAt(root, ["exclude"])),
    kinds: SCHEMA_KINDS.map((kind) => ({ kind, globs: strings(nodeAt(root, ["kinds", kind])) })).filter(
      ({ globs }) => globs.length > 0,
    ),
  };
}

function readSeverities(node: Node | undefined): ReadonlyMap<string, Severity | "off"> {
  const severities = new Map<string, Severity | "off">();
  const map = mapOf(node);
  for (const entry of map ? effectiveEntries(map) : []) {
    const scalar = scalarOf(entry.value);
    const severity = scalar && asSeverity(scalar.text);
    if (severity) severities.set(entry.name, severity);
  }
  return severities;
}

/** A severity word; `off` too where YAML 1.1 read the bare word as false. */
export function asSeverity(word: string): Severity | "off" | undefined {
  const lower = word.toLowerCase();
  if (lower === "off" || lower === "false") return "off";
  return SEVERITIES.find((severity) => severity === lower);
}

function strings(node: Node | undefined): string[] {
  const single = scalarOf(node);
  if (single && typeof single.value === "string") return [single.value];
  return (seqOf(node)?.items ?? []).flatMap((item) => {
    const scalar = scalarOf(item);
    return scalar && typeof scalar.value === "string" ? [scalar.value] : [];
  });
}
